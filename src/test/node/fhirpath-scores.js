// Evaluates the scoring expressions of every questionnaire with fhirpath.js.
const fhirpath = require('fhirpath'), r4 = require('fhirpath/fhir-context/r4');
const { each, close } = require('./examples');

const VALUE = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
const METHOD = 'https://throughline.example/fhir/StructureDefinition/score-method';
const VARIABLE = 'http://hl7.org/fhir/StructureDefinition/variable';

const compiled = {};
const compile = text => compiled[text] || (compiled[text] = fhirpath.compile(text, r4));

function find(items, linkId) {
  for (const item of items || []) {
    const found = item.linkId === linkId ? item : find(item.item, linkId);
    if (found) return found;
  }
  return null;
}

function plain(values) {
  const value = values.length ? values[0] : null;
  if (value === null || typeof value !== 'object') return value;
  return value.code || Number(value.toString());
}

let count = 0, wrong = 0;
for (const { id, file, questionnaire, response, scores } of each(process.argv[2])) {
  const scope = { resource: response, questionnaire, context: response };
  for (const extension of questionnaire.extension || []) {
    const expression = extension.valueExpression;
    if (extension.url === VARIABLE && expression.language === 'text/fhirpath') {
      scope[expression.name] = compile(expression.expression)(response, scope);
    }
  }
  for (const score of scores) {
    const item = find(questionnaire.item, score.code)
        || questionnaire.item.find(one => (one.code || []).some(code => code.code === score.code));
    const result = url => {
      const extension = item.extension.find(one => one.url === url);
      return compile(extension.valueExpression.expression)(response, scope);
    };
    count++;
    const value = plain(result(VALUE)), method = result(METHOD)[0];
    if (value !== score.value || method !== score.method) {
      wrong++;
      console.log(`${id}/${file} ${score.code}: ${value} ${method}, expected ${score.value} ${score.method}`);
    }
  }
}
close('fhirpath.js', count, wrong);

// Loads every questionnaire into NLM's LForms, fills in the examples, and reads the scores that it works out.
const { JSDOM } = require('jsdom');
const fs = require('fs');
const { each, close, needsServer } = require('./examples');

// It reports what it cannot load without a server; only the scores count here.
console.warn = console.error = console.debug = () => {};

const dom = new JSDOM('<!doctype html><body></body>', {
  runScripts: 'dangerously', pretendToBeVisual: true, url: 'http://localhost/'
});
const page = dom.window;
page.matchMedia = () => ({ matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} });
page.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
Object.assign(page, { structuredClone, TextEncoder, TextDecoder, fetch: () => Promise.reject(new Error('no network')) });
for (const file of ['lforms/webcomponent/assets/lib/zone.min.js', 'lforms/webcomponent/lhc-forms.js', 'fhir/R4/lformsFHIR.js']) {
  const script = page.document.createElement('script');
  script.textContent = fs.readFileSync('lforms/dist/' + file, 'utf8');
  page.document.body.appendChild(script);
}

function collect(items, values) {
  for (const item of items || []) {
    const answer = (item.answer || [])[0];
    if (answer) {
      values[item.linkId] = answer.valueCoding ? answer.valueCoding.code : answer.valueDecimal ?? answer.valueInteger;
    }
    collect(item.item, values);
  }
  return values;
}

async function scores(questionnaire, response) {
  const { Util, LFormsData } = page.LForms;
  const form = Util.convertFHIRQuestionnaireToLForms(structuredClone(questionnaire), 'R4');
  const data = new LFormsData(Util.mergeFHIRDataIntoLForms(response, form, 'R4'));
  // With saved data it would not calculate.
  data.hasSavedData = false;
  if (data._expressionProcessor) {
    await data.loadFHIRResources(true);
    await data._expressionProcessor.runCalculations(true);
    await data._expressionProcessor.runCalculations(false);
  }
  return collect(Util.getFormFHIRData('QuestionnaireResponse', 'R4', data).item, {});
}

(async () => {
  let count = 0, wrong = 0;
  for (const example of each(process.argv[2])) {
    if (!example.scores.length || needsServer(example.questionnaire)) continue;
    let found = {};
    try {
      found = await scores(example.questionnaire, example.response);
    } catch (error) {
      console.log(`${example.id}/${example.file}: ${error.message}`);
    }
    for (const score of example.scores) {
      count++;
      const value = found[score.code] ?? null;
      if (value !== score.value) {
        wrong++;
        console.log(`${example.id}/${example.file} ${score.code}: ${value}, expected ${score.value}`);
      }
    }
  }
  close('LForms', count, wrong);
  process.exit();
})();

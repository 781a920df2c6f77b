// The questionnaires with their examples and what is expected of them.
const fs = require('fs'), path = require('path');

const read = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts)));

/** A second code for an answer is ours alone: tools of others do not know its weight. */
const OURS_ALONE = /^accepted-answer/;

/** Whether a form wants to be filled in from a record, which a tool without a server cannot do. */
exports.needsServer = questionnaire =>
  (questionnaire.extension || []).some(extension => extension.url.endsWith('sdc-questionnaire-launchContext'));

exports.each = function* (root) {
  for (const id of fs.readdirSync(root)) {
    const questionnaire = read(root, id, 'questionnaire.json');
    const folder = path.join(root, id, 'examples');
    for (const file of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
      if (!file.endsWith('.json') || file.endsWith('.expected.json') || OURS_ALONE.test(file)) continue;
      const expected = read(folder, file.replace('.json', '.expected.json'));
      yield { id, file, questionnaire, response: read(folder, file), scores: expected.scores || [] };
    }
  }
};

exports.close = function (tool, count, wrong) {
  console.log(`${tool}: ${count} scores, ${wrong} differ`);
  if (wrong || !count) process.exitCode = 1;
};

#!/usr/bin/env bash
# Fetches the form tools of others into target/strangers and lets them score every example of our questionnaires.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work="$here/../../../target/strangers"
mkdir -p "$work"
cp "$here/package.json" "$here"/*.js "$work/"
cd "$work"
npm install --no-audit --no-fund --ignore-scripts --silent
# LForms is taken as it is published: its own dependencies are bundled in it.
if [ ! -d lforms ]; then
  npm pack --silent lforms@40.1.3 >/dev/null
  mkdir lforms && tar -xzf lforms-40.1.3.tgz -C lforms --strip-components=1
fi
node fhirpath-scores.js "$here/../../../fhir-profiles/questionnaires"
node lforms-scores.js "$here/../../../fhir-profiles/questionnaires"

#!/usr/bin/env bash
# Fetches the SMART client and the accessibility checker of others into target/browser, as they are published.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work="$here/../../../../target/browser"
mkdir -p "$work"
cd "$work"
for package in fhirclient@2.6.3 axe-core@4.14.1; do
  name=${package%@*}
  if [ ! -d "$name" ]; then
    npm pack --silent "$package" >/dev/null
    mkdir "$name.part" && tar -xzf "$name"-*.tgz -C "$name.part" --strip-components=1
    mv "$name.part" "$name"
  fi
done

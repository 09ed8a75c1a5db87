# shellcheck shell=bash
# The npm package in a browser, as files on a server and nothing between: in a page with a strict policy, and in a worker of that page.
title="Chromium"
ways=(page worker)
build() {
  provide npm chromium
  scripts/wasm
  source $here/node/install.sh
  install_package "$out/chromium"
}
platform() { echo "$(uname -sm), Chromium $(node $here/chromium/answer.js "$out/chromium/node_modules/jicai" version)"; }
answer() { node $here/chromium/answer.js "$out/chromium/node_modules/jicai" "$1" <"$requests"; }

# shellcheck shell=bash
# The npm package, packed and installed into an empty project, by the script that its own tests run in workers and with the oldest Node.
title="Node"
build() {
  scripts/wasm
  source $here/node/install.sh
  install_package "$out/node"
  cp bindings-wasm/tests/answer-all.js "$out/node"
}
platform() { echo "$(uname -sm), Node $(node --version), jicai $(node -p "require('$out/node/node_modules/jicai/package.json').version")"; }
answer() { node "$out/node/answer-all.js" <"$requests"; }

# shellcheck shell=bash
# install_package FOLDER: the npm package as it is handed out, packed and installed without a network into a project with nothing else.
install_package() {
  rm -rf "$1"
  mkdir -p "$1"
  echo '{ "private": true, "type": "module" }' >"$1/package.json"
  local quiet=(--loglevel=error --no-audit --no-fund)
  (cd bindings-wasm && npm pack "${quiet[@]}" --ignore-scripts --pack-destination "$1")
  npm install "${quiet[@]}" --offline --cache "$1/cache" --prefix "$1" "$1"/jicai-*.tgz
}

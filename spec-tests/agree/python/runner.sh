# shellcheck shell=bash
# The wheel, installed into an environment that has nothing else of ours, away from the source.
title="Python"
python=$out/python/bin/python
build() {
  provide venv
  unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
  export PIP_DISABLE_PIP_VERSION_CHECK=1
  local wheel
  wheel=$(scripts/python-wheel | tail -n 1)
  # Another Python is another environment; another wheel is installed over the one before.
  "$python" -c '' || { rm -rf "$out/python" && python3 -m venv "$out/python"; }
  "$out/python/bin/pip" install --quiet --constraint bindings-python/tests/requirements.txt "$wheel"
  "$out/python/bin/pip" install --quiet --force-reinstall --no-deps "$wheel"
}
platform() {
  "$python" -I -c 'import jicai, platform as p; print(f"{p.system()} {p.machine()}, {p.python_implementation()} {p.python_version()}, jicai {jicai.__version__}")'
}
answer() { (cd / && "$python" -I "$OLDPWD/$here/python/answer.py" "$requests"); }

#!/usr/bin/env bash
# Re-runs every proof of this folder and fails when a bound does not hold.
# Needs sollya and gappa (Debian packages of those names) and node.
set -uo pipefail
cd "$(dirname "$0")"
failed=0

fail() {
  echo "FAILED: $1"
  failed=1
}

# A script of bounds: every line it prints must begin with "proved:".
run_sollya() {
  local answer
  answer=$(sollya "$1") || fail "$1: sollya stopped"
  echo "$answer" | sed "s|^|$1: |"
  [ -n "$answer" ] || fail "$1: no answer"
  ! grep -qv '^proved:' <<<"$answer" || fail "$1"
}

# A gappa script with its bounds stated; given ranges, one run for each with %LOW% and %HIGH% in place.
run_gappa() {
  local answer
  if answer=$(sed "s|%LOW%|${2-}|g; s|%HIGH%|${3-}|g" "$1" | gappa 2>&1); then
    echo "$1 ${2-} ${3-}: proved"
  else
    echo "$answer"
    fail "$1 ${2-} ${3-}"
  fi
}

node constants.mjs || fail "constants"
for script in *.sollya; do
  [ "$script" = prove.sollya ] || run_sollya "$script"
done
for script in *.g; do
  ranges="${script%.g}.ranges"
  if [ -e "$ranges" ]; then
    while read -r low high; do run_gappa "$script" "$low" "$high"; done < <(grep -v '^#' "$ranges")
  else
    run_gappa "$script"
  fi
done
exit $failed

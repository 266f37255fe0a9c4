#!/usr/bin/env bash
# Builds Testamur and plays the whole story in a temporary folder:
#
#   bash Examples/quickstart.sh
#
# An authority lists two institutions, each issues a credential, a learner keeps them and shows one, an employer
# verifies them without a network, and a tampered copy and a presentation that is shown again are refused. Installs what
# is missing (apt-get, as root or with sudo). Ends with exit code 0 only if every step answered as the story says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bold='' faint='' red='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' faint=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'
fi
# The words on the screen are English here, whatever the machine speaks.
export LC_ALL=C.UTF-8

chapter() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }

# run EXPECTED COMMAND…: shows the command, runs it, and stops the story when it ends otherwise.
run() {
    local expected=$1 status=0
    shift
    printf '\n%s$ %s%s\n' "$faint" "$*" "$plain"
    "$@" </dev/null || status=$?
    if [ "$status" -ne "$expected" ]; then
        printf '%sThe story expected exit code %s here, and got %s.%s\n' "$red" "$expected" "$status" "$plain" >&2
        exit 1
    fi
}

# keep FILE COMMAND…: the same for a command whose answer goes into a file.
keep() {
    local file=$1
    shift
    printf '\n%s$ %s > %s%s\n' "$faint" "$*" "$file" "$plain"
    "$@" </dev/null >"$file"
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

install_missing() {
    command -v dpkg-query >/dev/null || return 0
    local missing=() package
    for package in libssl-dev zlib1g-dev libyaml-dev libsqlite3-dev libutf8proc-dev pkg-config openssl util-linux; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
}

command -v swift >/dev/null || { echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 69; }
install_missing

chapter 'Building (a few minutes the first time)'
log=$(mktemp)
if ! swift build -c release --static-swift-stdlib --product testamur >"$log" 2>&1; then
    grep -E 'error' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    echo "The build failed; all it said is in $log" >&2
    exit 70
fi
tail -n 1 "$log"
rm "$log"
PATH="$(swift build -c release --static-swift-stdlib --show-bin-path):$PATH"
examples=$PWD/Examples
keys=$PWD/Keys

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
umask 077
# The authority's key is public: whatever an earlier run has seen of its list must not count in this one.
export TESTAMUR_STATE=$folder/seen
# The demonstration keys are public on purpose; see Keys/README.md.
cp "$keys"/*.pem .
echo 'this key is public' >passphrase
secret=(--passphrase-file passphrase)

chapter '1. A ministry keeps the list of who may issue'
run 0 testamur trust init ministry --name 'Ministry of Education of Utopia' --country UT \
    --authority did:web:trust.ministry.example --list-id urn:trust:utopia-he:list \
    --environment demonstration --key authority.pem "${secret[@]}"

chapter '2. A university and an adult-education centre make their folders'
run 0 testamur issuer init leiehove --name 'Leiehove University' --country BE --region Vlaanderen --sector higherEducation \
    --did did:web:credentials.leiehove.example --key-id 2026 --key leiehove-university.pem \
    --quality-assurance 'institutional review=Accreditation body (fictitious)' "${secret[@]}"
run 0 testamur issuer init de-brug --name 'Centre De Brug' --country BE --region Vlaanderen --sector adultEducation \
    --key centre-de-brug.pem --quality-assurance 'institutional review=Education inspectorate (fictitious)' "${secret[@]}"

chapter '3. The ministry puts both on its list, and signs it'
run 0 testamur trust add-issuer ministry --did did:web:credentials.leiehove.example --name 'Leiehove University' \
    --key z6MkiaMbhXHNA4eJVCCj8dbzKzTgYDKf6crKgHVHid1F1WCT --key-id 2026 --from 2020-01-01 \
    --types MicroCredential --eqf 5-7 --country BE
run 0 testamur trust add-issuer ministry --did did:key:z6MkwSD8dBdqcXQzKJZQFPy2hh2izzxskndKCjdmC2dBpfME \
    --name 'Centre De Brug' --from 2020-01-01 --types MicroCredential Certificate --country BE
run 0 testamur trust sign ministry --key authority.pem "${secret[@]}"

chapter '4. Each checks its specification, and issues'
run 0 testamur issuer check "$examples/leiehove-university/specifications" --issuer leiehove
run 0 testamur issuer issue --issuer leiehove --spec "$examples/leiehove-university/specifications/blended-learning.yaml" \
    --learner "$examples/leiehove-university/learners/lotte-verhaegen.yaml" --out awards --trust ministry "${secret[@]}"
run 0 testamur issuer issue --issuer de-brug --spec "$examples/centre-de-brug/specifications/dutch-2-1.yaml" \
    --learner "$examples/centre-de-brug/learners/amir-rahimi.yaml" --out awards --trust ministry "${secret[@]}"

chapter '5. Issuing again gives the very same file'
run 0 testamur issuer issue --issuer leiehove --spec "$examples/leiehove-university/specifications/blended-learning.yaml" \
    --learner "$examples/leiehove-university/learners/lotte-verhaegen.yaml" --out awards --trust ministry "${secret[@]}"

chapter '6. The learners keep what they own'
run 0 testamur wallet init --wallet wallet "${secret[@]}"
run 0 testamur wallet add awards --wallet wallet --trust ministry "${secret[@]}"
run 0 testamur wallet list --wallet wallet --trust ministry "${secret[@]}"
run 0 testamur wallet show blended --wallet wallet --trust ministry "${secret[@]}"
run 0 testamur wallet export blended --wallet wallet --out lotte.json "${secret[@]}"
run 0 testamur wallet backup lotte.backup --wallet wallet "${secret[@]}"

chapter '7. Another learner proves a key of her wallet, is issued to, and shows it to one employer'
centre=did:key:z6MkwSD8dBdqcXQzKJZQFPy2hh2izzxskndKCjdmC2dBpfME
sed -e 's/^given_names: .*/given_names: Nour/' -e 's/DB-77213/DB-77214/' \
    "$examples/centre-de-brug/learners/amir-rahimi.yaml" >nour.yaml
keep ask.txt testamur challenge --domain "$centre"
run 0 testamur wallet prove --challenge ask.txt --wallet wallet "${secret[@]}"
run 0 testamur issuer issue --issuer de-brug --spec "$examples/centre-de-brug/specifications/dutch-2-1.yaml" \
    --learner nour.yaml --holder-proof proof.json --out awards --trust ministry "${secret[@]}"
run 0 testamur wallet add awards/nour.json --wallet wallet --trust ministry "${secret[@]}"
keep challenge.txt testamur challenge --domain hr.example
run 0 testamur wallet present last --to hr.example --challenge challenge.txt --wallet wallet --trust ministry \
    "${secret[@]}"
run 0 testamur wallet shared --wallet wallet "${secret[@]}"

chapter '8. An employer takes the newest list from a stick, with the network unplugged'
mkdir employer stick
cp ministry/pin.json employer/
cp ministry/list.json stick/
offline=()
if unshare -n true 2>/dev/null; then
    offline=(unshare -n)
elif unshare -rn true 2>/dev/null; then
    offline=(unshare -rn)
fi
if [ ${#offline[@]} -gt 0 ]; then
    echo 'Each of these runs in a network namespace without interfaces: there is nothing to connect to.'
else
    echo 'This system does not let us take the network away, so these run with it. They do not use it.'
fi
run 0 "${offline[@]}" testamur trust fetch stick --trust employer
if ldd "$(command -v testamur)" | grep -q curl; then
    echo 'testamur links a library for networks, and must not.' >&2
    exit 1
fi

chapter '9. The employer verifies'
run 0 "${offline[@]}" testamur verify lotte.json --trust employer
run 0 "${offline[@]}" testamur verify awards/amir-rahimi.json --trust employer --language nl

chapter '10. What was presented counts once'
run 0 "${offline[@]}" testamur verify presentation.json --domain hr.example --trust employer
run 1 "${offline[@]}" testamur verify presentation.json --domain hr.example --trust employer

chapter '11. Somebody makes the mark a little better'
sed 's/"value":"15"/"value":"18"/' lotte.json >better.json
if cmp -s lotte.json better.json; then
    echo 'The mark was not found, so that nothing was altered.' >&2
    exit 1
fi
run 1 "${offline[@]}" testamur verify better.json --trust employer

chapter '12. Without a list that you trust, nobody is believed'
run 2 "${offline[@]}" testamur verify lotte.json awards/amir-rahimi.json --format table

chapter 'That was the whole story. Everything answered as it should.'
echo 'Next: README.md, one part for each role. The folder of this run is removed.'

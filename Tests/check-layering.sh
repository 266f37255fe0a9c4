#!/usr/bin/env bash
# Checks what the compiler cannot see of the map of modules: who imports C, that nobody imports Foundation, and that no
# file has grown beyond what one reads in one go. Prints one line for each fault; exit code 1 if there is any.
#
#   bash Tests/check-layering.sh [FOLDER]     another folder than this repository, to try the checks out
set -euo pipefail
cd "${1:-"$(dirname "${BASH_SOURCE[0]}")/.."}"

# Every C module, and the one folder that may import it.
declare -A home=(
    [COpenSSL]=Sources/Cryptography/OpenSSL
    [CZlib]=Sources/Encodings/Gzip
    [CYAML]=Sources/YAMLDocuments
    [CPKCS11]=Sources/HardwareKeys/PKCS11
    [CCurl]=Sources/testamur-fetch/Curl
    [CQREncode]=Sources/Paper/QREncode
    [CZBar]=Sources/Paper/ZBar
    [CPNG]=Sources/Paper/PNG
    [CTurboJPEG]=Sources/Paper/JPEG
    [CPango]=Sources/Paper/Pango
    [CQPDF]=Sources/Paper/QPDF
    [CSQLite]=Sources/Database/SQLite
    [CProcess]=Sources/testamur/Memory
    [CConfinement]=Sources/testamur-paper/Confinement
    [CUTF8Proc]=Sources/CredentialWallet/Vault/UTF8Proc
    [CPostgreSQL]=Sources/Database/PostgreSQL
)
# The one program with a network, and the only folders in which fetching is known of.
network=Sources/testamur-fetch
fetching="$network Sources/testamur Sources/Retrieval"
longest=500

faults=0
fault() {
    echo "layering: $*"
    faults=$((faults + 1))
}

# importers MODULE: the files in Sources with an import of it, whatever attributes and access level it has.
importers() {
    local attributes='(@[A-Za-z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?'
    local kind='((typealias|struct|class|enum|protocol|let|var|func)[[:space:]]+)?'
    grep -rlE --include='*.swift' "^[[:space:]]*${attributes}import[[:space:]]+${kind}$1([.;[:space:]]|\$)" Sources || true
}

for module in "${!home[@]}"; do
    while read -r file; do
        case $file in
        '' | "${home[$module]}"/*) ;;
        *) fault "$file imports $module, which only ${home[$module]} may" ;;
        esac
    done < <(importers "$module")
done

while read -r module; do
    [ -z "$module" ] || [ -n "${home[$module]:-}" ] || fault "Package.swift has the C module $module, for which $0 names no folder"
done < <(grep -oE 'systemLibrary\([[:space:]]*name: "[^"]+"' Package.swift | sed -E 's/.*"([^"]+)"/\1/' || true)

# names TARGET: the targets of Package.swift, other than itself and the tests, that name it as a dependency.
names() {
    awk -v wanted="\"$1\"" '
        /\.(target|executableTarget|testTarget|systemLibrary)\(/ { isTest = /testTarget/; target = "" }
        target == "" && match($0, /name: "[^"]+"/) { target = substr($0, RSTART + 7, RLENGTH - 8); sub(/name: "[^"]+"/, "") }
        !isTest && index($0, wanted) && "\"" target "\"" != wanted { print target }
    ' Package.swift | sort -u
}

# Offline means offline: what verifies has no code for a network, and nothing that it uses has.
while read -r target; do
    case $target in
    '' | testamur-fetch) ;;
    *) fault "Package.swift gives CCurl to $target; only testamur-fetch may have it" ;;
    esac
done < <(names CCurl)
# What reads pictures and PDF by heavy libraries is started, never linked.
while read -r target; do
    case $target in
    '' | testamur-paper) ;;
    *) fault "Package.swift gives Paper to $target; only testamur-paper may have it" ;;
    esac
done < <(names Paper)
while read -r target; do
    [ -z "$target" ] || fault "Package.swift gives testamur-paper to $target; it is started, never linked"
done < <(names testamur-paper)
# Whoever verifies has no database, and with it no way to a server of one. A wallet has one in memory. The benchmark, which
# has all roles in it, measures what a database costs by itself.
while read -r target; do
    case $target in
    '' | CredentialIssuer | CredentialWallet | testamur | testamur-benchmark | DatabaseSupport | CrashSubject | RoleSupport) ;;
    *) fault "Package.swift gives Database to $target; only who issues or holds may have it" ;;
    esac
done < <(names Database)
while read -r target; do
    [ -z "$target" ] || fault "Package.swift gives testamur-fetch to $target; it is started, never linked"
done < <(names testamur-fetch)
while read -r file; do
    allowed=''
    for folder in $fetching; do
        case $file in "$folder"/*) allowed=yes ;; esac
    done
    [ -z "$file" ] || [ -n "$allowed" ] || fault "$file imports Retrieval, which only the programs that fetch may"
done < <(importers Retrieval)
while read -r file; do
    case $file in
    '' | "$network"/*) ;;
    *) fault "$file makes a socket or looks a name up, which only $network may" ;;
    esac
done < <(grep -rlE --include='*.swift' '\b(socket|socketpair|connect|getaddrinfo|gethostbyname|sendto|recvfrom)\(' Sources || true)

for module in Foundation FoundationEssentials FoundationNetworking FoundationInternationalization FoundationXML; do
    while read -r file; do
        [ -z "$file" ] || fault "$file imports $module"
    done < <(importers "$module")
done

while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le "$longest" ] || fault "$file has $lines lines; the limit is $longest"
done < <(find Sources Tests -name '*.swift' | sort)

[ "$faults" -eq 0 ]

#!/bin/bash
# Checks of Sources/Cryptography that need another environment than `swift test` has: every call of libcrypto fails in
# turn, and no failure may be taken for success; freed memory is kept, and may hold no secret; and libcrypto is
# configured to know no algorithm, which must have no effect.
# The tests must have been built: swift build --build-tests
set -euo pipefail
cd "$(dirname "$0")/../.."

# Swift's own toolchain brings clang where there is no other compiler.
compiler=${CC:-$(command -v cc || command -v clang)}
sources=Sources/Cryptography/OpenSSL
shim=Tests/FaultInjection/libcrypto-faults.c
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A function that is called there and cannot be made to fail here would be a hole: these cannot fail, or do not say so.
cannot_fail='^(ERR_.*|OPENSSL_cleanse|OPENSSL_init_crypto|CRYPTO_memcmp|CRYPTO_(clear_)?free|.*_free|.*_it|EVP_aes_.*|EVP_sha256|EVP_CIPHER_CTX_set_flags|X509_SIG_get[0m])$'
binary=$(swift build --build-tests --show-bin-path)/testamurPackageTests.xctest
called=$(nm -D --undefined-only "$binary" | sed -n 's/.* \([A-Za-z0-9_]*\)@OPENSSL.*/\1/p' | sort -u)
[ -n "$called" ] || { echo "no call of libcrypto found in $binary" >&2; exit 1; }
for name in $called; do
    if ! [[ $name =~ $cannot_fail ]] && ! grep -qE "\b$name,|\b$name\(" "$shim"; then
        echo "$name is called in $sources, and $shim does not let it fail" >&2
        exit 1
    fi
done

"$compiler" -shared -fPIC -O1 -Wall -Wno-deprecated-declarations -o "$folder/faults.so" "$shim" -ldl
LD_PRELOAD="$folder/faults.so" "$binary" --testing-library swift-testing --filter '^CryptographyTests\.FaultTests' 2>&1 | tee "$folder/log"
grep -q 'with 6 tests in 1 suite passed' "$folder/log" || { echo "the fault tests did not run" >&2; exit 1; }
LD_PRELOAD="$folder/faults.so" "$binary" --testing-library swift-testing --filter '^ProofsTests\.ProofFaultTests' 2>&1 | tee "$folder/log"
grep -q 'with 1 test in 1 suite passed' "$folder/log" || { echo "the fault tests of proofs did not run" >&2; exit 1; }
LD_PRELOAD="$folder/faults.so" "$binary" --testing-library swift-testing --filter '^CredentialVerifierTests\.ChallengeFaultTests' 2>&1 | tee "$folder/log"
grep -q 'with 1 test in 1 suite passed' "$folder/log" || { echo "the fault test of challenges did not run" >&2; exit 1; }

# With memory that is never given back, a copy of a secret that was freed without being overwritten is found for certain.
"$compiler" -shared -fPIC -O1 -Wall -fno-builtin -o "$folder/keep.so" Tests/FaultInjection/keep-freed-memory.c
LD_PRELOAD="$folder/keep.so" "$binary" --testing-library swift-testing --filter '^CryptographyTests\.MemoryTests' 2>&1 | tee "$folder/log"
grep -q 'with 1 test in 1 suite passed' "$folder/log" || { echo "a secret stays in memory" >&2; exit 1; }

# A configuration under which libcrypto finds no algorithm at all: where it is read, every test here fails.
cat > "$folder/openssl.cnf" <<'CONFIGURATION'
openssl_conf = start
[start]
alg_section = algorithms
[algorithms]
default_properties = provider=nobody
CONFIGURATION
if command -v openssl > "$folder/path" && OPENSSL_CONF="$folder/openssl.cnf" openssl dgst -sha256 "$0" > /dev/null 2>&1; then
    echo "the configuration has no effect on the openssl command line, so it would show nothing here" >&2
    exit 1
fi
OPENSSL_CONF="$folder/openssl.cnf" "$binary" --testing-library swift-testing --filter '^CryptographyTests\.HashTests' 2>&1 | tee "$folder/log"
grep -qE 'with [1-9][0-9]* tests in 1 suite passed' "$folder/log" || { echo "the environment reconfigures libcrypto" >&2; exit 1; }

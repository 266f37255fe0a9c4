// The names of the standard and not those of GNU: CK_FUNCTION_LIST rather than struct ck_function_list.
#include <p11-kit-1/p11-kit/pkcs11.h>

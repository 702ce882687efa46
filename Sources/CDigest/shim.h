// libmd's SHA-256 behind one call, so that Swift sees no struct of the library.
#pragma once
#include <sys/types.h>
#include <stdint.h>
#include <sha2.h>

/// Writes the 32 bytes of the SHA-256 digest of `length` bytes to `digest`.
static inline void tabletop_sha256(const void *_Nullable bytes, size_t length,
                                   uint8_t *_Nonnull digest) {
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, (const uint8_t *)bytes, length);
  SHA256Final(digest, &context);
}

// Two words next to each other, stored as one: locked instructions wait until all stores before them are done, so each
// store that is saved in a section makes the lock cheaper. Nobody relies on their being whole: readers have other means
// to find out.
#pragma once
#include <stdint.h>

__attribute__((always_inline)) static inline void sb_store_pair(uint64_t *at, uint64_t first, uint64_t second) {
#if defined(__x86_64__)
  typedef unsigned long long pair __attribute__((vector_size(16)));
  pair value = {first, second};
  // As an instruction of its own, since the compiler would make two stores of it, or of an atomic store a call. Stores
  // are not reordered on this machine.
  __asm__ volatile("movaps %1, %0" : "=m"(*(pair *)at) : "x"(value));
#else
  __atomic_store_n(at, first, __ATOMIC_RELEASE);
  __atomic_store_n(at + 1, second, __ATOMIC_RELEASE);
#endif
}

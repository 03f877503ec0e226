// A variable that threads share without protection: each access is whole, nothing holds two of them together.
#pragma once
#include <stdint.h>

typedef struct {
  int64_t value;
  int64_t updates;  // how many have been stored, or are just about to be
} sb_variable;

static inline int64_t sb_variable_load(const sb_variable *v) { return __atomic_load_n(&v->value, __ATOMIC_RELAXED); }
static inline void sb_variable_store(sb_variable *v, int64_t value) {
  __atomic_store_n(&v->value, value, __ATOMIC_RELAXED);
}

// An update counts itself before it stores, and passes on what it has seen counted, so that a tally that looks at the
// value first never finds more there than updates.
static inline int64_t sb_variable_begin(const sb_variable *v) { return __atomic_load_n(&v->value, __ATOMIC_ACQUIRE); }
static inline void sb_variable_finish(sb_variable *v, int64_t value) {
  __atomic_fetch_add(&v->updates, 1, __ATOMIC_RELAXED);
  __atomic_store_n(&v->value, value, __ATOMIC_RELEASE);
}
static inline sb_variable sb_variable_tally(const sb_variable *v) {
  sb_variable copy;
  copy.value = __atomic_load_n(&v->value, __ATOMIC_ACQUIRE);
  copy.updates = __atomic_load_n(&v->updates, __ATOMIC_RELAXED);
  return copy;
}

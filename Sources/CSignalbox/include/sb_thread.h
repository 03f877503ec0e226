// A thread's record: its number, its ring, its slot, and the node with which it waits.
#pragma once
#include "sb_ring.h"
#include "sb_slots.h"
#include <pthread.h>

// A thread waits for one thing at a time, so it has one node, for ever. (The control thread carries out commands while it
// waits, and those may wait, too: with a node made for that.) What becomes of a wait is written once, under the mutex of the
// primitive it waits for.
typedef struct sb_waiter {
  struct sb_waiter *next, *previous;
  pthread_cond_t condition;  // on CLOCK_MONOTONIC
  uint32_t thread;
  uint32_t decision;   // 0 as long as it waits
  uint32_t decided_by;
  uint32_t amount;     // the depth or the permits it wants
  uint64_t decided_at;
  uint32_t notified_by;  // moved from a condition's line to its lock's by this thread; 0 as long as it was not
  uint64_t notified_at;
  uint64_t sequence;   // the sequence number that was set aside for what it was given
  uint64_t since;      // when it joined the line
  struct sb_waiter *outer;  // what its thread waited with before
} sb_waiter;

typedef struct sb_thread {
  uint32_t id;
  uint32_t flags;
  sb_ring *ring;  // NULL: out of memory, not recorded
  void *object;   // the library's, retained until the thread has ended
  void *locals;   // the thread's own values, retained; NULL as long as it has none
  sb_thread_slot slot;
  sb_waiter *waiter;  // the node it waits with: its own, or one for a wait in the middle of a wait
  sb_waiter own_waiter;
  void (*ended)(struct sb_thread *);
  struct sb_thread *next_free;
} sb_thread;

#define SB_NEVER_HELD 1u   // the control thread
#define SB_HAS_ENDED 2u    // it has said so itself

extern __thread sb_thread *sb_current_record;
static inline sb_thread *sb_current(void) { return sb_current_record; }

// Gives the calling thread a record, with that number, or a new one if it is 0. `ended` is called on it when the thread
// exits, before the record is recycled; the number is never used again. Records are never freed: a late wake-up finds a
// node, and parking loops.
sb_thread *sb_enroll(uint32_t id, void (*ended)(sb_thread *));

// Between these two the calling thread waits with another node; what it began to wait with before stays where it is.
void sb_waiter_push(sb_thread *thread);
void sb_waiter_pop(sb_thread *thread);

// Parks on the node until it is woken (0) or `deadline` (CLOCK_MONOTONIC, ns; UINT64_MAX: for ever) has passed (ETIMEDOUT).
// It may return for no reason: look at the decision.
int sb_park(pthread_mutex_t *mutex, sb_waiter *node, uint64_t deadline);
void sb_condition_init(pthread_cond_t *condition);
int sb_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t deadline);

uint64_t sb_now(void);              // CLOCK_MONOTONIC, ns
int32_t sb_system_thread_id(void);  // gettid
// The kernel takes 15 bytes; longer names are cut at a character.
void sb_name_thread(const char *name);

// Set while the person holds the threads; every operation looks at it first.
extern uint32_t sb_holding;
static inline bool sb_is_holding(void) { return __builtin_expect(__atomic_load_n(&sb_holding, __ATOMIC_ACQUIRE) != 0, 0); }
static inline void sb_set_holding(bool on) { __atomic_store_n(&sb_holding, on, __ATOMIC_RELEASE); }

uint32_t sb_next_thread_id(void);
uint32_t sb_next_primitive_id(void);
uint32_t sb_next_thread_name(void);  // for threads nobody has named

// Built with ThreadSanitizer, which makes everything many times slower.
bool sb_is_sanitized(void);

// A thread's record: its number, its ring, its slot, and the node with which it waits.
#pragma once
#include "sb_clock.h"
#include "sb_control.h"
#include <pthread.h>

#define SB_SET_TO(field, value, order) __atomic_store_n(&(field), (value), (order))
#define SB_SET(field, value) __atomic_store_n(&(field), (value), __ATOMIC_RELAXED)
#define SB_GET(field) __atomic_load_n(&(field), __ATOMIC_RELAXED)

// The mutex inside a primitive, and whom to wake once it is left: whoever is woken earlier would only wait for it.
typedef struct sb_mutex {
  pthread_mutex_t mutex;
  struct sb_waiter *woken[4];
  uint32_t woken_count;
} sb_mutex;
void sb_mutex_init(sb_mutex *mutex);
void sb_mutex_destroy(sb_mutex *mutex);
static inline void sb_mutex_lock(sb_mutex *mutex) { pthread_mutex_lock(&mutex->mutex); }
void sb_mutex_unlock(sb_mutex *mutex);

// A thread waits for one thing at a time, so it has one node, for ever. (The control thread carries out commands while
// it waits, and those may wait, too: with a node made for that.) What becomes of a wait is written once, under the
// mutex of the primitive it waits for.
typedef struct sb_waiter {
  struct sb_waiter *next, *previous;
  pthread_cond_t condition;  // on CLOCK_MONOTONIC
  struct sb_mutex *parked_at;  // it sleeps, or will in a moment, having left this
  uint32_t thread;
  uint32_t decision;   // 0 as long as it waits
  uint32_t decided_by;
  uint32_t amount;     // the depth or the permits it wants
  uint64_t decided_at;   // ticks
  uint32_t notified_by;  // moved from a condition's line to its lock's by this thread; 0 as long as it was not
  uint64_t notified_at;  // ns of CLOCK_MONOTONIC
  uint64_t sequence;   // the sequence number that was set aside for what it was given
  bool handed_over;    // it has been given the lock itself
  uint64_t since;      // ticks: when it joined the line
  struct sb_waiter *outer;  // what its thread waited with before
} sb_waiter;

// What a pair of operations touches lies in the second half of a line here and in a ring, and in the first half of one
// in a slot: a load that is a multiple of 4096 bytes away from a store before it waits for that store, and so it never
// is.
typedef struct sb_thread {
  uint32_t id;
  uint32_t flags;
  void *object;        // the library's, retained until the thread has ended
  void *locals;        // the thread's own values, retained; NULL as long as it has none
  sb_thread_entry *entry;  // in the mapping, or its own memory if there was no room
  uint64_t take;       // a lock's word while this thread has it
  sb_ring *ring;       // never NULL: at first an empty one
  uint64_t next_look;  // from this event on there is something to do first: the smaller of the next two
  uint64_t block_end;  // events below this are reserved
  uint64_t next_anchor;  // from this event on one is to be timed
  uint64_t last_time;  // ticks: when it last looked at the clock
  uint64_t pace;       // events between two looks
  uint64_t noted[2];   // sites that are in the table
  sb_waiter *waiter;   // the node it waits with: its own, or one for a wait in the middle of a wait
  sb_waiter own_waiter;
  void (*ended)(struct sb_thread *);
  sb_ring *sink;       // what it writes to while there is no room for a ring; kept
  struct sb_thread *next_free;
} sb_thread;

#define SB_NEVER_HELD 1u  // the control thread
#define SB_HAS_ENDED 2u   // it has said so itself

extern __thread sb_thread *sb_current_record __attribute__((tls_model("initial-exec")));
static inline sb_thread *sb_current(void) { return sb_current_record; }

// Gives the calling thread a record, with that number, or a new one if it is 0. `ended` is called on it when the thread
// exits, before the record is recycled; the number is never used again. Records are never freed: a late wake-up finds a
// node, and parking loops.
sb_thread *sb_enroll(uint32_t id, void (*ended)(sb_thread *));

// Between these two the calling thread waits with another node; what it began to wait with before stays where it is.
void sb_waiter_push(sb_thread *thread);
void sb_waiter_pop(sb_thread *thread);

// Parks on the node until it is woken (0) or `deadline` (CLOCK_MONOTONIC, ns; UINT64_MAX: for ever) has passed
// (ETIMEDOUT). It may return for no reason: look at the decision.
int sb_park(sb_mutex *mutex, sb_waiter *node, uint64_t deadline);
// Has it look again, if it sleeps: once the mutex that it sleeps at, and that the caller has, is left.
void sb_wake(sb_waiter *node);
void sb_condition_init(pthread_cond_t *condition);
int sb_condition_wait(pthread_cond_t *condition, sb_mutex *mutex, uint64_t deadline);

// The next pair of operations will be timed, whatever came before: the thread has waited or slept.
static inline void sb_slow_down(sb_thread *thread) {
  thread->next_look = thread->next_anchor = thread->pace = 0;
}

int32_t sb_system_thread_id(void);  // gettid
// The kernel takes 15 bytes; longer names are cut at a character.
void sb_name_thread(const char *name);

uint32_t sb_next_thread_id(void);
uint32_t sb_next_primitive_id(void);
uint32_t sb_next_thread_name(void);  // for threads nobody has named

// Built with ThreadSanitizer, which makes everything many times slower.
bool sb_is_sanitized(void);

#define _GNU_SOURCE
#include "CSignalbox.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__thread sb_thread *sb_current_record __attribute__((tls_model("initial-exec")));

static pthread_key_t exit_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sb_thread *unused;

int32_t sb_system_thread_id(void) { return gettid(); }

void sb_name_thread(const char *name) {
  char cut[16] = {0};
  strncpy(cut, name, 15);
  // A cut inside a UTF-8 sequence: take the incomplete character away.
  size_t length = strlen(cut), last = length;
  while (last > 0 && ((unsigned char)cut[last - 1] & 0xC0) == 0x80) last--;
  if (last > 0 && strlen(name) > length && ((unsigned char)cut[last - 1] & 0x80)) {
    unsigned char lead = (unsigned char)cut[last - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (length - (last - 1) < wanted) cut[last - 1] = 0;
  }
  pthread_setname_np(pthread_self(), cut);
}

void sb_condition_init(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

void sb_mutex_init(sb_mutex *mutex) {
  pthread_mutex_init(&mutex->mutex, NULL);
  mutex->woken_count = 0;
}
void sb_mutex_destroy(sb_mutex *mutex) { pthread_mutex_destroy(&mutex->mutex); }

// Nodes are never freed, and parking loops, so a wake-up that comes late does no harm.
void sb_mutex_unlock(sb_mutex *mutex) {
  uint32_t count = mutex->woken_count;
  if (__builtin_expect(count == 0, 1)) {
    pthread_mutex_unlock(&mutex->mutex);
    return;
  }
  sb_waiter *woken[4];
  for (uint32_t i = 0; i < count; i++) woken[i] = mutex->woken[i];
  mutex->woken_count = 0;
  pthread_mutex_unlock(&mutex->mutex);
  for (uint32_t i = 0; i < count; i++) pthread_cond_signal(&woken[i]->condition);
}
void sb_wake(sb_waiter *node) {
  sb_mutex *mutex = node->parked_at;
  if (!mutex) return;
  // A node for a wait in the middle of a wait goes when that is over, so it cannot be woken late.
  if (mutex->woken_count < 4 && !node->outer)
    mutex->woken[mutex->woken_count++] = node;
  else
    pthread_cond_signal(&node->condition);
}
int sb_condition_wait(pthread_cond_t *condition, sb_mutex *held, uint64_t deadline) {
  while (held->woken_count > 0) pthread_cond_signal(&held->woken[--held->woken_count]->condition);
  if (deadline == UINT64_MAX) return pthread_cond_wait(condition, &held->mutex);
  struct timespec t = {(time_t)(deadline / 1000000000u), (long)(deadline % 1000000000u)};
  return pthread_cond_timedwait(condition, &held->mutex, &t);
}
int sb_park(sb_mutex *held, sb_waiter *node, uint64_t deadline) {
  node->parked_at = held;
  int result = sb_condition_wait(&node->condition, held, deadline);
  node->parked_at = NULL;
  return result;
}

static void thread_exits(void *record) {
  sb_thread *thread = record;
  sb_current_record = thread;  // what the handler records is still this thread's
  thread->ended(thread);
  sb_current_record = NULL;
  sb_ring_leave(thread);
  sb_thread_entry_give(thread->entry);
  thread->entry = NULL;
  pthread_mutex_lock(&mutex);
  thread->next_free = unused;
  unused = thread;
  pthread_mutex_unlock(&mutex);
}
static void set_up(void) {
  pthread_key_create(&exit_key, thread_exits);
  sb_guard_at_fork(&mutex);
}

static uint32_t thread_ids, primitive_ids, thread_names;
uint32_t sb_next_thread_id(void) { return __atomic_add_fetch(&thread_ids, 1, __ATOMIC_RELAXED); }
uint32_t sb_next_primitive_id(void) { return __atomic_add_fetch(&primitive_ids, 1, __ATOMIC_RELAXED); }
uint32_t sb_next_thread_name(void) { return __atomic_add_fetch(&thread_names, 1, __ATOMIC_RELAXED); }

static void *zeroed(size_t size) {
  void *memory = aligned_alloc(64, (size + 63) / 64 * 64);
  if (!memory) abort();  // as malloc's callers in Swift do
  return memset(memory, 0, size);
}

sb_thread *sb_enroll(uint32_t id, void (*ended)(sb_thread *)) {
  sb_start();
  pthread_once(&once, set_up);
  pthread_mutex_lock(&mutex);
  sb_thread *thread = unused;
  if (thread) unused = thread->next_free;
  pthread_mutex_unlock(&mutex);
  if (!thread) {
    thread = zeroed(sizeof *thread);
    sb_condition_init(&thread->own_waiter.condition);
    thread->waiter = &thread->own_waiter;
  }
  thread->id = thread->own_waiter.thread = id ? id : sb_next_thread_id();
  thread->take = (uint64_t)thread->id << SB_OWNER_SHIFT | SB_HELD;
  thread->ended = ended;
  thread->flags = 0;
  thread->object = NULL;
  thread->locals = NULL;
  thread->last_time = 0;
  thread->ring = &sb_no_ring;
  thread->block_end = 0;
  sb_slow_down(thread);
  thread->entry = sb_thread_entry_take();
  // Its number last: the place was another's, who has ended.
  sb_thread_publish(&thread->entry->slot, 0, 0, sb_ticks(), 0);
  __atomic_store_n(&thread->entry->slot.id, thread->id, __ATOMIC_RELEASE);
  pthread_setspecific(exit_key, thread);
  return sb_current_record = thread;
}

void sb_waiter_push(sb_thread *thread) {
  sb_waiter *inner = zeroed(sizeof *inner);
  sb_condition_init(&inner->condition);
  inner->thread = thread->id;
  inner->outer = thread->waiter;
  thread->waiter = inner;
}
// Whoever woke it did so under the mutex that it has had since, so nobody looks at the node any more.
void sb_waiter_pop(sb_thread *thread) {
  sb_waiter *inner = thread->waiter;
  thread->waiter = inner->outer;
  pthread_cond_destroy(&inner->condition);
  free(inner);
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
bool sb_is_sanitized(void) {
#ifdef SANITIZED
  return true;
#else
  return false;
#endif
}

#define _GNU_SOURCE
#include "CSignalbox.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

__thread sb_thread *sb_current_record;
uint32_t sb_holding;

static pthread_key_t exit_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sb_thread *unused;

uint64_t sb_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
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
int sb_condition_wait(pthread_cond_t *condition, pthread_mutex_t *held, uint64_t deadline) {
  if (deadline == UINT64_MAX) return pthread_cond_wait(condition, held);
  struct timespec t = {(time_t)(deadline / 1000000000u), (long)(deadline % 1000000000u)};
  return pthread_cond_timedwait(condition, held, &t);
}
int sb_park(pthread_mutex_t *held, sb_waiter *node, uint64_t deadline) {
  return sb_condition_wait(&node->condition, held, deadline);
}

static void thread_exits(void *record) {
  sb_thread *thread = record;
  sb_current_record = thread;  // what the handler records is still this thread's
  thread->ended(thread);
  sb_current_record = NULL;
  if (thread->ring) sb_ring_leave(thread->ring);
  pthread_mutex_lock(&mutex);
  thread->next_free = unused;
  unused = thread;
  pthread_mutex_unlock(&mutex);
}
static void set_up(void) { pthread_key_create(&exit_key, thread_exits); }

static uint32_t thread_ids, primitive_ids, thread_names;
uint32_t sb_next_thread_id(void) { return __atomic_add_fetch(&thread_ids, 1, __ATOMIC_RELAXED); }
uint32_t sb_next_primitive_id(void) { return __atomic_add_fetch(&primitive_ids, 1, __ATOMIC_RELAXED); }
uint32_t sb_next_thread_name(void) { return __atomic_add_fetch(&thread_names, 1, __ATOMIC_RELAXED); }

static void *zeroed(size_t size) {
  void *memory = calloc(1, size);
  if (!memory) abort();  // as malloc's callers in Swift do
  return memory;
}

sb_thread *sb_enroll(uint32_t id, void (*ended)(sb_thread *)) {
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
  thread->ended = ended;
  thread->flags = 0;
  thread->object = NULL;
  thread->locals = NULL;
  thread->ring = sb_ring_claim(thread->id, sb_now());
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

#define _GNU_SOURCE
#include "CSignalbox.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

// 1024 chunks of 64 rings: the address of a chunk never changes, so readers need no lock.
#define CHUNK 64u
#define CHUNKS 1024u
static sb_ring **chunks[CHUNKS];
static uint32_t ring_count;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

sb_ring *sb_ring_at(uint32_t index) {
  sb_ring **chunk = __atomic_load_n(&chunks[index / CHUNK], __ATOMIC_ACQUIRE);
  return __atomic_load_n(&chunk[index % CHUNK], __ATOMIC_ACQUIRE);
}
uint32_t sb_ring_count(void) { return __atomic_load_n(&ring_count, __ATOMIC_ACQUIRE); }
uint64_t sb_ring_head(const sb_ring *ring) { return __atomic_load_n(&ring->head, __ATOMIC_ACQUIRE); }

static sb_ring *unused(void) {
  for (uint32_t i = 0; i < ring_count; i++) {
    sb_ring *ring = sb_ring_at(i);
    if (!ring->in_use) return ring;
  }
  if (ring_count == CHUNK * CHUNKS) return NULL;
  sb_ring **chunk = chunks[ring_count / CHUNK];
  if (!chunk) {
    chunk = calloc(CHUNK, sizeof *chunk);
    if (!chunk) return NULL;
    __atomic_store_n(&chunks[ring_count / CHUNK], chunk, __ATOMIC_RELEASE);
  }
  sb_ring *ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (ring == MAP_FAILED) return NULL;
  __atomic_store_n(&chunk[ring_count % CHUNK], ring, __ATOMIC_RELEASE);
  __atomic_store_n(&ring_count, ring_count + 1, __ATOMIC_RELEASE);
  return ring;
}

sb_ring *sb_ring_claim(uint32_t thread, uint64_t time) {
  pthread_mutex_lock(&mutex);
  sb_ring *ring = unused();
  if (ring) {
    ring->in_use = 1;
    __atomic_store_n(&ring->owner_since, ring->head, __ATOMIC_RELAXED);
    __atomic_store_n(&ring->owner, thread, __ATOMIC_RELEASE);
  }
  pthread_mutex_unlock(&mutex);
  // The head goes on where the last thread stopped, so that the count of what was lost stays exact.
  if (ring) sb_ring_write(ring, time, sb_head_word(0, SB_THREAD, thread), NULL, 0);
  return ring;
}
void sb_ring_leave(sb_ring *ring) {
  pthread_mutex_lock(&mutex);
  ring->in_use = 0;
  pthread_mutex_unlock(&mutex);
}
uint32_t sb_ring_owner(const sb_ring *ring, uint64_t *since) {
  uint32_t owner;
  do {  // a claim stores `since` first, then the owner
    owner = __atomic_load_n(&ring->owner, __ATOMIC_ACQUIRE);
    *since = __atomic_load_n(&ring->owner_since, __ATOMIC_ACQUIRE);
  } while (owner != __atomic_load_n(&ring->owner, __ATOMIC_ACQUIRE));
  return owner;
}

uint64_t sb_ring_read(const sb_ring *ring, uint64_t *position, uint64_t end, uint64_t *lost, sb_slot *out) {
  uint64_t from = *position;
  if (end - from > SB_RING_SLOTS) {
    *lost += end - SB_RING_SLOTS - from;
    from = end - SB_RING_SLOTS;
  }
  uint64_t count = end - from;
  for (uint64_t i = 0; i < count; i++) {
    const sb_slot *slot = &ring->slots[(from + i) % SB_RING_SLOTS];
    out[i].time = __atomic_load_n(&slot->time, __ATOMIC_RELAXED);
    out[i].what = __atomic_load_n(&slot->what, __ATOMIC_RELAXED);
  }
  __atomic_thread_fence(__ATOMIC_ACQUIRE);
  uint64_t reserve = __atomic_load_n(&ring->reserve, __ATOMIC_RELAXED), skip = 0;
  if (reserve > from + SB_RING_SLOTS) {
    skip = reserve - SB_RING_SLOTS - from;
    if (skip > count) skip = count;
    for (uint64_t i = skip; i < count; i++) out[i - skip] = out[i];
  }
  *lost += skip;
  *position = end;
  return count - skip;
}

#define _GNU_SOURCE
#include "sb_tables.h"
#include <string.h>

_Static_assert(sizeof(sb_declaration) == 64 && sizeof(sb_site) == 16, "as others read them");

// ---- who and what there is ---------------------------------------------------------------------

// Its number goes first and comes last: a reader that finds the same number before and after has the whole.
static void write_whole(sb_declaration *to, const sb_declaration *from) {
  SB_SET(to->number, 0);
  // Release: whoever sees a new field sees that the number has gone.
  __atomic_thread_fence(__ATOMIC_RELEASE);
  sb_store_words((char *)to + 8, (const char *)from + 8, sizeof *to - 8);
  __atomic_store_n(&to->number, from->number, __ATOMIC_RELEASE);
}

void sb_declare_locked(sb_declaration declaration, sb_declaration *entry) {
  const sb_part *journal = &sb_parts[SB_JOURNAL];
  uint64_t count = SB_GET(sb_mapping->journal_count), room = sb_mapping->journal_room;
  uint64_t offset = count % room * sizeof declaration;
  declaration.number = count + 1;
  // Where there is no room the journal keeps silent about it. The entry does not.
  bool is_there = sb_part_reserve(&sb_parts[SB_JOURNAL], offset + sizeof declaration) == 0;
  if (is_there) write_whole(sb_part_place(journal, offset), &declaration);
  if (entry) write_whole(entry, &declaration);
  if (is_there) __atomic_store_n(&sb_mapping->journal_count, count + 1, __ATOMIC_RELEASE);
}
void sb_declare(sb_declaration declaration, sb_declaration *entry) {
  sb_tables_lock();
  sb_declare_locked(declaration, entry);
  sb_tables_unlock();
}

// ---- texts -------------------------------------------------------------------------------------

static uint32_t add_text(const char *bytes, uint32_t length) {
  sb_part *texts = &sb_parts[SB_TEXTS];
  uint64_t place = sb_mapping->texts_end;
  uint64_t end = place + (sizeof length + (uint64_t)length + 3) / 4 * 4;
  if (sb_part_reserve(texts, end) != 0) return SB_NO_ROOM_TEXT;
  char *to = sb_part_place(texts, place);
  memcpy(to, &length, sizeof length);
  memcpy(to + sizeof length, bytes, length);
  // What follows has never been written to, so the zeros are there.
  __atomic_store_n(&sb_mapping->texts_end, end, __ATOMIC_RELEASE);
  return (uint32_t)(place / 4);
}
void sb_texts_begin(void) {
  SB_SET(sb_mapping->texts_end, 0);
  add_text("", 0);
  add_text("…", (uint32_t)strlen("…"));
}
uint32_t sb_text_add(const char *bytes, uint32_t length) {
  if (length == 0) return 0;
  sb_tables_lock();
  uint32_t number = add_text(bytes, length);
  sb_tables_unlock();
  return number;
}

// ---- sites -------------------------------------------------------------------------------------

// The words that are known, at the first free place from where their hash points. Twice as many places as there can be
// sites, so a look ends soon. No word ever leaves, so it needs no lock.
#define PLACES (2 * SB_MOST_SITES)
static uint64_t known[PLACES];

static uint64_t *place_of(uint64_t site) {
  uint64_t at = (site * 0x9E3779B97F4A7C15ull) >> 51;  // 13 bits
  _Static_assert(PLACES == 1 << 13, "the bits of the hash");
  for (;; at = (at + 1) % PLACES) {
    uint64_t there = SB_GET(known[at]);
    if (there == site || there == 0) return &known[at];
  }
}

// The file's text, which other sites of that file may have told already.
static uint32_t file_of(const sb_site *sites, uint64_t count, uint64_t site) {
  for (uint64_t i = count; i-- > 0;)
    if (sites[i].site >> 16 == site >> 16) return sites[i].file;
  const char *name = (const char *)(uintptr_t)(site >> 16);
  return add_text(name, (uint32_t)strnlen(name, 4096));
}

static void note(uint64_t site) {
  sb_part *part = &sb_parts[SB_SITES];
  uint64_t *place = place_of(site), count = SB_GET(sb_mapping->sites_count);
  if (SB_GET(*place) == site || count >= sb_mapping->sites_room) return;
  if (sb_part_reserve(part, (count + 1) * sizeof(sb_site)) != 0) return;
  sb_site *sites = sb_part_place(part, 0);
  sites[count] = (sb_site){site, file_of(sites, count, site), (uint32_t)(site & 0xFFFF)};
  __atomic_store_n(&sb_mapping->sites_count, count + 1, __ATOMIC_RELEASE);
  SB_SET(*place, site);
}
void sb_site_note(uint64_t site) {
  if (__builtin_expect(SB_GET(*place_of(site)) == site, 1)) return;
  if (site >> 16 == 0 || SB_GET(sb_mapping->sites_count) >= sb_mapping->sites_room) return;
  sb_tables_lock();
  note(site);
  sb_tables_unlock();
}

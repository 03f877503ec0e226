#define _GNU_SOURCE
#include "sb_mapping.h"
#include "sb_publish.h"
#include "sb_tables.h"
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void sb_set_control(uint32_t control) { SB_SET(sb_mapping->control, control); }

uint32_t sb_control_asked_for(void) {
  const char *text = secure_getenv("SIGNALBOX_CONTROL");
  if (text && strcmp(text, "primitives") == 0) return SB_CONTROL_PRIMITIVES;
  return text && strcmp(text, "all") == 0 ? SB_CONTROL_ALL : SB_CONTROL_NONE;
}

bool sb_peer_user(int socket, uint32_t *user) {
  struct ucred peer;
  socklen_t length = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0 || length != sizeof peer) return false;
  *user = peer.uid;
  return true;
}

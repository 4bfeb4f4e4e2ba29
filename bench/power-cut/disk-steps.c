/*
 * Does a few steps with files, for the test of the losing disk: it starts in a hundredth of the time that Node takes.
 *
 * The first argument is the control file of losing-disk.c, the second a folder; the others are steps:
 * `write FILE TEXT`, `fill FILE CHARACTER BYTES`, `sync FILE-OR-FOLDER`, `rename FROM TO`, `remove FILE`, `folder NAME`.
 * At the end the power goes at the next operation.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void expect(int is_well, const char *step) {
  if (is_well) return;
  perror(step);
  exit(1);
}

static void write_text(const char *file, int flags, const char *text, size_t bytes) {
  int fd = open(file, O_WRONLY | flags, 0600);
  expect(fd >= 0 && write(fd, text, bytes) == (ssize_t)bytes && close(fd) == 0, file);
}

int main(int count, char **words) {
  expect(count > 2 && chdir(words[2]) == 0, "folder");
  int control = open(words[1], O_WRONLY);
  expect(control >= 0, words[1]);
  for (char **word = words + 3; *word;) {
    const char *step = *word++;
    if (strcmp(step, "write") == 0) {
      write_text(word[0], O_CREAT | O_TRUNC, word[1], strlen(word[1]));
      word += 2;
    } else if (strcmp(step, "fill") == 0) {
      size_t bytes = (size_t)atoi(word[2]);
      char *text = malloc(bytes);
      expect(text != NULL, step);
      memset(text, word[1][0], bytes);
      write_text(word[0], O_CREAT, text, bytes);
      word += 3;
    } else if (strcmp(step, "sync") == 0) {
      int fd = open(*word++, O_RDONLY);
      expect(fd >= 0 && fsync(fd) == 0 && close(fd) == 0, step);
    } else if (strcmp(step, "rename") == 0) {
      expect(rename(word[0], word[1]) == 0, step);
      word += 2;
    } else if (strcmp(step, "remove") == 0) {
      expect(unlink(*word++) == 0, step);
    } else if (strcmp(step, "folder") == 0) {
      expect(mkdir(*word++, 0700) == 0, step);
    } else {
      expect(0, step);
    }
  }
  int64_t now = 1;
  expect(pwrite(control, &now, sizeof now, sizeof now) == (ssize_t)sizeof now, "cut");
  write_text("after", O_CREAT, "x", 1);
  return 0;
}

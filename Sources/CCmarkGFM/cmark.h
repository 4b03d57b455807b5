/* GitHub-flavoured Markdown (cmark-gfm): the parser and the node accessors that the lessons use. */
#ifndef DESCENT_CMARK_H
#define DESCENT_CMARK_H
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#endif

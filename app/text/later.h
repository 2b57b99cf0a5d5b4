// Constant data that a page needs only after it is shown.
#pragma once

/// Puts data into the section that wasm/split.mjs moves to the part that comes later. Functions of
/// the first part read zeros there until then.
#ifdef __EMSCRIPTEN__
#define VITRINE_LATER __attribute__((section("later")))
#else
#define VITRINE_LATER
#endif

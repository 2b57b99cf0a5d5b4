// Constant data that a page needs only after it is shown.
#pragma once

/// The build of the page defines this as the section of the part that comes later
/// (app/CMakeLists.txt, wasm/split.mjs). Functions of the first part read zeros there until then.
#ifndef VITRINE_LATER
#define VITRINE_LATER
#endif

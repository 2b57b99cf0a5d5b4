#pragma once
#include <chrono>
#include <functional>
#include <string>

namespace vitrine::demo {

/// Gives the present; another one in tests.
using Clock = std::function<std::chrono::system_clock::time_point()>;

/// "2026-01-31T09:30:00Z" (RFC 3339).
std::string to_timestamp(std::chrono::system_clock::time_point time);

}  // namespace vitrine::demo

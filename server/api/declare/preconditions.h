#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "server/api/declare/handler.h"
#include "server/api/http/conditional.h"

/// Changes that hold only for the version that the client knows (RFC 9110 §13), made by
/// declaration:
///
///     api.get("/notes/{id}", [](NoteId id) -> Tagged<Note> { return {note(*id)}; });
///     api.put("/notes/{id}",
///             [](NoteId id, RequiredIfMatch version, Body<Note> to) -> Tagged<Note> {
///       version.check(tag_of(note(*id)));
///       …
///     });
namespace vitrine {

/// The content has another version than the request names: 412.
class PreconditionFailed : public std::runtime_error {
 public:
  PreconditionFailed();
};

/// The request has to name a version and does not: 428 (RFC 6585 §3).
class PreconditionRequired : public std::runtime_error {
 public:
  PreconditionRequired();
};

/// An input: the versions that the client means. A handler that takes it has 412 in its document.
class IfMatch {
 public:
  IfMatch() = default;
  explicit IfMatch(std::optional<std::string> list) : list_(std::move(list)) {}

  bool given() const { return list_.has_value(); }
  /// Throws PreconditionFailed unless the current version is named, or nothing was asked for.
  /// nullopt: there is no such content. Check and change within one transaction.
  void check(const std::optional<std::string>& current_tag) const;

 private:
  std::optional<std::string> list_;
};

/// The same of clients that have to name a version: without the header the response is 428.
class RequiredIfMatch : public IfMatch {
 public:
  using IfMatch::IfMatch;
};

/// An input: the versions that must not be there, `*` for any at all, as a PUT that creates and
/// never replaces sends it. (The If-None-Match of a GET is looked after by itself.)
class IfNoneMatch {
 public:
  IfNoneMatch() = default;
  explicit IfNoneMatch(std::optional<std::string> list) : list_(std::move(list)) {}

  bool given() const { return list_.has_value(); }
  void check(const std::optional<std::string>& current_tag) const;

 private:
  std::optional<std::string> list_;
};

/// A result whose `ETag` is made of its content: a GET with that in If-None-Match gets 304.
template <class T>
struct Tagged {
  T value;
};

/// The tag that Tagged<T> gives a value.
template <class T>
std::string tag_of(const T& value) {
  return entity_tag(to_text(value));
}

namespace detail {

void declare_if_match(RouteInfo& info, bool required);
void declare_if_none_match(RouteInfo& info);
/// All values of a header as one list, nullopt without it.
std::optional<std::string> header_list(const Call& call, std::string_view name);
/// Refuses the call with 428.
void refuse_without_version(Call& call);

template <>
struct Input<IfMatch> {
  using Holder = IfMatch;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info) { declare_if_match(info, false); }
  static void take(Call& call, std::size_t, Holder& to) {
    to = Holder(header_list(call, "If-Match"));
  }
};

template <>
struct Input<RequiredIfMatch> {
  using Holder = RequiredIfMatch;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info) { declare_if_match(info, true); }
  static void take(Call& call, std::size_t, Holder& to) {
    to = Holder(header_list(call, "If-Match"));
    if (!to.given()) refuse_without_version(call);
  }
};

template <>
struct Input<IfNoneMatch> {
  using Holder = IfNoneMatch;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info) { declare_if_none_match(info); }
  static void take(Call& call, std::size_t, Holder& to) {
    to = Holder(header_list(call, "If-None-Match"));
  }
};

template <class T>
struct Result<Tagged<T>> {
  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    Added<ETag>::declare(info);
  }
  static Response send(const Tagged<T>& tagged) {
    Response response = Result<T>::send(tagged.value);
    response.headers.add("ETag", entity_tag(response.body));
    return response;
  }
};

}  // namespace detail

}  // namespace vitrine

#pragma once
#include <optional>
#include <string>

#include "server/api/handler.h"

namespace vitrine {

/// 202: the work is not done yet (RFC 9110 §15.3.3); `location` says where its progress can be
/// read.
template <class T>
struct Accepted {
  T value;
  std::string location = {};
};

namespace detail {

template <class T>
struct Result<Accepted<T>> {
  using Location =
      ResponseHeader<"Location", std::optional<std::string>,
                     description("Where the progress can be read."), format("uri-reference")>;

  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    declare_status(info, 202);
    declare_header<Location>(info);
  }
  static Response send(const Accepted<T>& accepted) {
    Response response = Result<T>::send(accepted.value);
    response.status = 202;
    if (!accepted.location.empty()) response.headers.add("Location", accepted.location);
    return response;
  }
};

}  // namespace detail

}  // namespace vitrine

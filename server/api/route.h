#pragma once
#include <exception>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/api/answers.h"
#include "server/api/attach.h"
#include "server/api/components.h"
#include "server/api/describe.h"
#include "server/api/http.h"
#include "server/api/inputs.h"
#include "server/api/write.h"

namespace vitrine {

class Call;

struct NamedExample {
  std::string name;
  std::string summary;
  FreeForm value;
};

/// What a route's types say, as data: the source of the document and of the checks.
struct RouteInfo {
  struct ParameterInfo {
    openapi::Location in;
    std::string name;
    std::string description;
    bool required;
    bool deprecated;
    FreeForm schema;
  };
  struct BodyInfo {
    enum class Kind { json, form, file };
    Kind kind = Kind::json;
    bool required = true;
    /// The media types that are taken.
    std::vector<std::string> types = {"application/json"};
    /// null: bytes
    FreeForm schema;
    TypeTag type = nullptr;
    /// 0: as many as the server takes at all
    std::uint64_t max_bytes = 0;
    /// The fields of a form that are files.
    std::vector<AttachmentInfo> files;
    std::vector<NamedExample> examples;
  };
  struct HeaderInfo {
    std::string name;
    std::string description;
    bool required;
    FreeForm schema;
  };
  struct AnswerInfo {
    int status = 200;
    std::string description;
    /// null: no content, or bytes of one of the types
    FreeForm schema;
    std::vector<std::string> types;
    TypeTag type = nullptr;
    std::vector<HeaderInfo> headers;
    std::vector<NamedExample> examples;

    bool has_header(std::string_view name) const {
      for (const HeaderInfo& header : headers) {
        if (header.name == name) return true;
      }
      return false;
    }
  };
  struct FailureInfo {
    int status;
    std::string description;
    /// Whether the exception is the declared one; then `detail` gets its words.
    std::function<bool(std::exception_ptr, std::string& detail)> matches;
  };
  struct Need {
    TypeTag type;
    std::string type_name;
    bool optional = false;
  };

  std::string method;
  std::string path;
  std::string id;
  std::string summary;
  std::string description;
  std::vector<std::string> tags;
  bool deprecated = false;
  std::vector<ParameterInfo> parameters;
  std::unique_ptr<BodyInfo> body;
  AnswerInfo answer;
  std::vector<FailureInfo> failures;
  std::vector<Need> dependencies;
  std::vector<Need> identities;
  std::function<Response(Call&)> handler;
  /// What is wrong with the declaration.
  std::vector<std::string> problems;
};

/// The words and failures of a route, in a chain behind `api.post(…)`. Valid as long as the Api.
class Route {
 public:
  explicit Route(RouteInfo& info) : info_(&info) {}

  Route& summary(std::string words) { return set(info_->summary, std::move(words)); }
  /// CommonMark.
  Route& description(std::string words) { return set(info_->description, std::move(words)); }
  /// The operationId; without one it is made of method and path.
  Route& id(std::string id) { return set(info_->id, std::move(id)); }
  /// What the successful answer holds.
  Route& answers(std::string words) { return set(info_->answer.description, std::move(words)); }
  Route& tag(std::string name) {
    info_->tags.push_back(std::move(name));
    return *this;
  }
  Route& deprecated() {
    info_->deprecated = true;
    return *this;
  }

  /// The handler may throw E, which is answered with this status; what() becomes the detail.
  template <class E>
  Route& raises(int status, std::string words) {
    info_->failures.push_back({status, std::move(words), &match<E>});
    return *this;
  }

  /// An example of the body, checked against its schema when the server starts.
  template <class T>
  Route& example(std::string name, const T& value, std::string words = {}) {
    if (!info_->body || info_->body->type != type_tag<T>()) {
      info_->problems.push_back("the example \"" + name + "\" is no " +
                                std::string(own_type_name<T>()) + " that the handler takes");
    } else {
      info_->body->examples.push_back(
          {std::move(name), std::move(words), FreeForm::parse(to_text(value))});
    }
    return *this;
  }
  /// An example of the successful answer, checked likewise.
  template <class T>
  Route& answer_example(std::string name, const T& value, std::string words = {}) {
    if (info_->answer.type != type_tag<T>()) {
      info_->problems.push_back("the example \"" + name + "\" is no " +
                                std::string(own_type_name<T>()) + " that the handler returns");
    } else {
      info_->answer.examples.push_back(
          {std::move(name), std::move(words), FreeForm::parse(to_text(value))});
    }
    return *this;
  }

 private:
  Route& set(std::string& member, std::string value) {
    member = std::move(value);
    return *this;
  }

  template <class E>
  static bool match(std::exception_ptr thrown, std::string& detail) {
    try {
      std::rethrow_exception(thrown);
    } catch (const E& error) {
      if constexpr (requires { error.what(); }) detail = error.what();
      return true;
    } catch (...) {
      return false;
    }
  }

  RouteInfo* info_;
};

}  // namespace vitrine

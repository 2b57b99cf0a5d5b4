#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/session.h"

namespace vitrine::session {

/// What the clock says: 2026-11-29T10:24:05.678Z.
inline constexpr double kNow_ms = 1'795'947'845'678;

/// A host without a browser: performs the effects of loading by itself and remembers the others.
class Page {
 private:
  std::unique_ptr<Session> own_;

 public:
  Session& session;
  std::vector<Effect> effects;                   ///< all that were asked for, in order
  std::map<std::string, std::string> resources;  ///< by URI
  size_t chunk_bytes = 1u << 16;
  bool serves_resources = true;
  /// Given in place of descriptions until the whole is asked for, by URI.
  std::map<std::string, std::string> outlines;
  bool serves_whole = true;  ///< of them, at once

  /// The gallery of tests/fixtures, at https://docs.example/openapi.json.
  Page();
  /// Of a session that something else updates, see `take`.
  explicit Page(Session& other);
  virtual ~Page() = default;
  Page(Page&&) = default;

  /// Forgets all that happened.
  void restart();
  void open(std::string hash = {});
  void open(Opened event);
  /// Acts, then goes on until nothing more happens by itself.
  void act(Action action);
  /// Goes on from effects.
  void settle(Effects asked);
  void show(std::string_view operation_id);
  /// Gives the whole description that was held back.
  void serve_whole();
  /// Acts as the host does on a response to the latest request.
  void respond(uint16_t status, std::string body, std::string content_type = "application/json");
  /// The windows of a body that are asked for, after those that were `served`.
  void serve_body(Id id, std::string_view body, size_t served);
  void type(std::string_view parameter, std::string text);

  const Form& form() const { return *current_form(session); }
  const Exchange& exchange() const { return *current_exchange(session); }
  const ParameterField& field(std::string_view name) const;

  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const Effect& effect : effects) {
      if (const T* one = std::get_if<T>(&effect)) found.push_back(*one);
    }
    return found;
  }
  /// All text that leaves by effects of storage, links and the clipboard.
  std::string everything_kept() const;

  static Opened opened();

 protected:
  /// Updates the session.
  virtual Effects take(Action&& action);

 private:
  void perform(const Effect& effect, std::vector<Action>& events);
};

std::string read_fixture(const std::string& name);
std::string body_text(const request::HttpRequest& request);
/// Two hexadecimal digits a byte.
std::string digits_of(std::string_view bytes);
/// What the choices of a field say.
std::vector<std::string> labels(const Field& field);

}  // namespace vitrine::session

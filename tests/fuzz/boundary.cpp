// Lines as what happens in a page: JSON is an event of the host, `!` and a letter something the
// user does. Whatever comes in whatever order, the session takes it, and every question about it
// can be answered.
#include "app/boundary/decode.h"
#include "app/json/reader.h"
#include "tests/fuzz/host.h"

namespace {

using namespace vitrine;

session::Action user_action(fuzz::Input line) {
  using namespace session;
  const std::size_t kind = line.byte() - 'a';
  const std::uint32_t index = static_cast<std::uint32_t>(line.byte() - '0');
  const std::string first(line.until('|'));
  const std::string text(line.rest());
  const request::ParameterValue value{static_cast<request::State>(index % 4), text};
  switch (kind) {
    case 0:
      return Send{};
    case 1:
      return SendAnyway{};
    case 2:
      return Cancel{};
    case 3:
      return EditBody{first};
    case 4:
      return EditBodyField{first, value};
    case 5:
      return ChangeBodyList{first, static_cast<ChangeBodyList::Change>(index % 4)};
    case 6:
      return ChooseVariant{first, index};
    case 7:
      return ChooseContentType{index};
    case 8:
      return ChooseExample{index};
    case 9:
      return EditParameter{index, value};
    case 10:
      return ChooseServer{index};
    case 11:
      return EditServerVariable{first, text};
    case 12:
      return ChooseResponseTab{static_cast<ResponseTab>(index % 3)};
    case 13:
      return ShowBody{index};
    case 14:
      return ChooseFile{first};
    case 15:
      return OpenAuthorize{};
    case 16:
      return EditCredential{index, static_cast<CredentialPart>(first.size() % kCredentialParts),
                            text};
    case 17:
      return ChooseFlow{index % 8, index % 3};
    case 18:
      return SignIn{index};
    case 19:
      return SaveCredentials{};
    case 20:
      return ForgetCredentials{index};
    case 21:
      return ChooseSnippet{index};
    case 22:
      return Copy{static_cast<CopyTarget>(index % 4)};
    case 23:
      return LeaveField{first};
    case 24:
      return FilterNavigation{first};
    case 26:
      return ChooseAlternative{index};
    case 27:
      return SelectScopes{index, !first.empty()};
    case 28:
      return Discover{index};
    case 29:
      return RenewToken{index};
    case 30:
      return CancelSignIn{};
    case 31:
      return EditParameterPart{index, first, value};
    case 32:
      return ChangeParameterList{index, first, static_cast<ChangeBodyList::Change>(index % 4)};
    case 33:
      return ChangeExtra{static_cast<ChangeExtra::Change>(index % 4),
                         static_cast<ExtraKind>(first.size() % 3), index % 5, text};
    case 34:
      return ChooseParameterExample{index, index};
    case 35:
      return ChooseBodyView{index % 2 == 0};
    case 36:
      return CopyRequestLink{};
    case 37:
      return UndoLink{};
    case 38:
      return FetchExample{};
    default:
      return Navigate{first};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  fuzz::Host host;
  host.open("#/operations/addPicture");
  for (int lines = 0; lines < 30 && !input.empty(); ++lines) {
    const std::string_view line = input.until('\n');
    if (!line.empty() && line[0] == '!') {
      host.act(user_action(fuzz::Input(line.substr(1))));
    } else {
      const json::Reading reading = json::read(line, {.depth = 100, .nodes = 5000});
      static_cast<void>(boundary::number(reading.document.root()["now"]));
      auto event = boundary::decode(reading.document.root());
      // Those that are not the session's concern the widgets.
      if (event && std::holds_alternative<session::Action>(*event))
        host.act(std::get<session::Action>(std::move(*event)));
    }
    host.look();
  }
  return 0;
}

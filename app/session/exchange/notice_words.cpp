// The reports about a request, in the user's language.
#include <cstddef>
#include <iterator>

#include "app/schema/joined.h"
#include "app/session/exchange/exchange.h"
#include "app/text/later.h"

namespace vitrine::session {
namespace {

using request::Reason;

struct Row {
  Reason reason;
  std::string_view ko;
  std::string_view ja;
};

// clang-format off
constexpr Row kRows[] = {
    {Reason::method, "HTTP로 보낼 수 없는 메서드입니다", "HTTP で送れないメソッドです"},
    {Reason::ignored_header, "OpenAPI는 이 이름의 헤더 매개변수를 무시합니다. 본문, 예상 응답, Authorize에서 정해집니다",
     "OpenAPI はこの名前のヘッダーパラメーターを無視します。ボディ、期待するレスポンス、Authorize で決まります"},
    {Reason::path_value, "{value} 값이 없으면 주소를 만들 수 없습니다", "{value} の値がないと URL を作れません"},
    {Reason::path_dots, "경로의 \"{value}\" 부분은 보낼 수 없습니다. 브라우저가 폴더로 보고 지웁니다",
     "パスの「{value}」の部分は送れません。ブラウザーがフォルダーとみなして取り除きます"},
    {Reason::forbidden_header, "브라우저는 페이지가 이 헤더를 넣지 못하게 합니다. 코드 예시에만 들어 있습니다",
     "ブラウザーはページがこのヘッダーを設定することを許可しません。コードサンプルにだけ含まれます"},
    {Reason::cookie, "브라우저는 페이지가 쿠키를 넣지 못하게 합니다. 코드 예시에만 들어 있습니다",
     "ブラウザーはページが Cookie を設定することを許可しません。コードサンプルにだけ含まれます"},
    {Reason::body_of_method, "브라우저는 {value}에 본문을 보내지 않습니다. 본문을 빼거나 코드를 쓰세요",
     "ブラウザーは {value} でボディを送りません。ボディを除くか、コードを使ってください"},
    {Reason::user_colon, "사용자 이름에는 콜론을 쓸 수 없습니다", "ユーザー名にコロンは使えません"},
    {Reason::certificate, "인증서는 페이지가 아니라 브라우저가 고릅니다", "証明書はページではなくブラウザーが選びます"},
    {Reason::two_credentials, "Authorization 헤더 하나에 인증 정보가 둘입니다. 이를 이해하는 서버는 드뭅니다",
     "1 つの Authorization ヘッダーに認証情報が 2 つあります。理解するサーバーはほとんどありません"},
    {Reason::unencrypted, "인증 정보가 암호화되지 않고 전송됩니다. 서버 주소가 https가 아니라 http입니다",
     "認証情報が暗号化されずに送られます。サーバーの URL が https ではなく http です"},
    {Reason::no_file, "파일을 고르지 않아 대신 텍스트를 보냅니다", "ファイルが選ばれていないため、代わりにテキストを送ります"},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (static_cast<std::size_t>(kRows[i].reason) != i + 1) return false;
  }
  return true;
}
static_assert(in_order(), "the table has one row for every Reason but `other`, in their order");

VITRINE_LATER constexpr auto kKorean = schema::joined<kRows, &Row::ko>();
VITRINE_LATER constexpr auto kJapanese = schema::joined<kRows, &Row::ja>();

}  // namespace

std::string notice_words(const request::Notice& notice, schema::Language language) {
  if (notice.reason == Reason::other || language == schema::Language::en) return notice.message;
  const std::size_t row = static_cast<std::size_t>(notice.reason) - 1;
  std::string words(language == schema::Language::ko ? kKorean[row] : kJapanese[row]);
  const std::size_t place = words.find("{value}");
  if (place != std::string::npos) words.replace(place, 7, notice.value);
  return words;
}

}  // namespace vitrine::session

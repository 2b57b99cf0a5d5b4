// Says what the codes mean that a WebSocket is closed with (RFC 6455 §7.4.1 and IANA's registry).
#include <array>

#include "app/schema/joined.h"
#include "app/schema/message.h"
#include "app/session/exchange/socket.h"

namespace vitrine::session {
namespace {

struct Row {
  uint16_t code;
  std::string_view en;
  std::string_view ko;
  std::string_view ja;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {1000, "All was done", "모두 마쳤습니다", "すべて完了しました"},
    {1001, "The server or the page went away", "서버나 페이지가 떠났습니다", "サーバーかページが離れました"},
    {1002, "Protocol error", "프로토콜 오류", "プロトコルエラー"},
    {1003, "A kind of data that the other side does not take", "상대가 받지 않는 종류의 데이터", "相手が受け付けない種類のデータ"},
    {1005, "No code was given", "코드가 없습니다", "コードは示されませんでした"},
    {1006, "The connection broke off", "연결이 끊어졌습니다", "接続が途切れました"},
    {1007, "A message was not valid for its type", "메시지가 그 유형에 맞지 않습니다", "メッセージがその種類として正しくありません"},
    {1008, "A message was against a rule of the server", "메시지가 서버의 규칙에 어긋납니다", "メッセージがサーバーの規則に反しています"},
    {1009, "A message was too big", "메시지가 너무 큽니다", "メッセージが大きすぎます"},
    {1010, "The server lacks an extension", "서버에 확장이 없습니다", "サーバーに拡張がありません"},
    {1011, "Something failed in the server", "서버에서 문제가 생겼습니다", "サーバーで問題が起きました"},
    {1012, "The server restarts", "서버가 다시 시작합니다", "サーバーが再起動します"},
    {1013, "The server is busy; try again later", "서버가 바쁩니다. 나중에 다시 시도하세요", "サーバーが混み合っています。後でもう一度試してください"},
    {1014, "A gateway got no valid response from the server behind it", "게이트웨이가 뒤의 서버에서 올바른 응답을 받지 못했습니다", "ゲートウェイが奥のサーバーから正しい応答を得られませんでした"},
    {1015, "The certificate could not be verified", "인증서를 확인할 수 없습니다", "証明書を検証できませんでした"},
});
// clang-format on

VITRINE_LATER constexpr auto kCodes = [] {
  std::array<uint16_t, kRows.size()> codes{};
  for (std::size_t row = 0; row < codes.size(); ++row) codes[row] = kRows[row].code;
  return codes;
}();
VITRINE_LATER constexpr auto kEnglish = schema::joined<kRows, &Row::en>();
VITRINE_LATER constexpr auto kKorean = schema::joined<kRows, &Row::ko>();
VITRINE_LATER constexpr auto kJapanese = schema::joined<kRows, &Row::ja>();

}  // namespace

std::string_view close_words(uint16_t code, schema::Language language) {
  for (std::size_t row = 0; row < kCodes.size(); ++row) {
    if (kCodes[row] != code) continue;
    return language == schema::Language::ko   ? kKorean[row]
           : language == schema::Language::ja ? kJapanese[row]
                                              : kEnglish[row];
  }
  return {};
}

}  // namespace vitrine::session

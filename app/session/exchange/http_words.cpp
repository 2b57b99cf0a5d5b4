#include "app/session/exchange/http_words.h"

#include <array>
#include <string>

#include "app/schema/joined.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

struct Row {
  std::string_view key;  ///< a status, or a header in lower case
  std::string_view en;
  std::string_view ko;
  std::string_view ja;
};

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {"201", "Something new was created", "새 리소스가 만들어졌습니다", "新しいリソースが作成されました"},
    {"202", "Accepted; it is done later", "접수되었고 나중에 처리됩니다", "受け付けられ、後で処理されます"},
    {"204", "Done; there is no content", "완료되었고 내용은 없습니다", "完了しました。内容はありません"},
    {"206", "A part of the resource, as the Range header asked", "Range 헤더가 요청한 일부분입니다", "Range ヘッダーで要求された一部分です"},
    {"301", "Moved for good to the address in Location", "Location의 주소로 영구히 옮겨졌습니다", "Location のアドレスに恒久的に移動しました"},
    {"302", "For now at the address in Location", "지금은 Location의 주소에 있습니다", "一時的に Location のアドレスにあります"},
    {"304", "Not changed since the version that the client has", "클라이언트가 가진 버전에서 바뀌지 않았습니다", "クライアントが持つ版から変わっていません"},
    {"400", "The server could not read the request", "서버가 요청을 이해하지 못했습니다", "サーバーがリクエストを解釈できませんでした"},
    {"401", "Credentials are missing or not valid", "인증 정보가 없거나 올바르지 않습니다", "認証情報がないか、正しくありません"},
    {"403", "These credentials do not allow it", "이 인증 정보로는 허용되지 않습니다", "この認証情報では許可されていません"},
    {"404", "There is nothing at this address", "이 주소에는 아무것도 없습니다", "このアドレスには何もありません"},
    {"405", "This method is not allowed here; Allow lists those that are", "이 메서드는 허용되지 않습니다. Allow에 허용되는 것이 있습니다", "このメソッドは使えません。使えるものは Allow にあります"},
    {"406", "The server has no representation that Accept allows", "Accept가 허용하는 형식이 없습니다", "Accept が許す形式がありません"},
    {"408", "The server waited too long for the request", "서버가 요청을 너무 오래 기다렸습니다", "サーバーがリクエストを待ちきれませんでした"},
    {"409", "The request conflicts with the current state of the resource", "리소스의 현재 상태와 충돌합니다", "リソースの現在の状態と衝突しています"},
    {"410", "It was here and is gone for good", "있었지만 영구히 없어졌습니다", "以前はありましたが、恒久的になくなりました"},
    {"412", "A condition such as If-Match is not met", "If-Match 같은 조건이 맞지 않습니다", "If-Match などの条件が満たされていません"},
    {"413", "The request body is too large", "요청 본문이 너무 큽니다", "リクエストボディが大きすぎます"},
    {"415", "The server does not take this content type", "서버가 이 콘텐츠 유형을 받지 않습니다", "サーバーはこのコンテンツタイプを受け付けません"},
    {"422", "The request was read, but values in it are not valid", "요청은 읽었지만 값이 올바르지 않습니다", "リクエストは読めましたが、値が正しくありません"},
    {"429", "Too many requests; Retry-After says how long to wait", "요청이 너무 많습니다. Retry-After만큼 기다리세요", "リクエストが多すぎます。Retry-After の時間だけ待ってください"},
    {"500", "Something failed in the server", "서버에서 문제가 생겼습니다", "サーバーで問題が起きました"},
    {"502", "A gateway got no valid response from the server behind it", "게이트웨이가 뒤의 서버에서 올바른 응답을 받지 못했습니다", "ゲートウェイが奥のサーバーから正しい応答を得られませんでした"},
    {"503", "The server cannot handle requests now; Retry-After may say until when", "지금은 서버가 처리할 수 없습니다. Retry-After를 보세요", "サーバーは今は処理できません。Retry-After を見てください"},
    {"504", "A gateway waited too long for the server behind it", "게이트웨이가 뒤의 서버를 너무 오래 기다렸습니다", "ゲートウェイが奥のサーバーを待ちきれませんでした"},
    {"accept-ranges", "Whether parts can be asked for with Range", "Range로 일부분을 요청할 수 있는지", "Range で一部分を要求できるか"},
    {"access-control-allow-origin", "Origins whose pages may read the response (CORS)", "응답을 읽어도 되는 페이지의 출처(CORS)", "レスポンスを読んでよいページのオリジン (CORS)"},
    {"access-control-expose-headers", "Headers that pages of other origins may read", "다른 출처의 페이지가 읽을 수 있는 헤더", "他のオリジンのページが読めるヘッダー"},
    {"age", "Seconds that a cache has had the response", "캐시에 있던 시간(초)", "キャッシュにあった秒数"},
    {"allow", "Methods that the resource takes", "리소스가 받는 메서드", "リソースが受け付けるメソッド"},
    {"cache-control", "Who may keep the response, and how long", "응답을 누가 얼마 동안 보관할 수 있는지", "誰がどれだけレスポンスを保存してよいか"},
    {"content-disposition", "Whether to show or to save it, and the name of the file", "표시할지 저장할지와 파일 이름", "表示するか保存するかと、ファイル名"},
    {"content-encoding", "How the body was compressed on its way", "전송할 때 본문을 압축한 방식", "転送時のボディの圧縮方法"},
    {"content-language", "Language of the body", "본문의 언어", "ボディの言語"},
    {"content-length", "Size of the body as sent, in bytes", "전송된 본문의 크기(바이트)", "送られたボディの大きさ (バイト)"},
    {"content-range", "Which part of the whole this is", "전체 중 어느 부분인지", "全体のどの部分か"},
    {"content-security-policy", "What a page made of this may load and run", "이 페이지가 불러오고 실행할 수 있는 것", "このページが読み込み実行できるもの"},
    {"content-type", "Media type of the body", "본문의 미디어 유형", "ボディのメディアタイプ"},
    {"date", "When the server made the response", "서버가 응답을 만든 시각", "サーバーがレスポンスを作った時刻"},
    {"deprecation", "Since when the resource is deprecated", "리소스가 지원 중단된 시점", "リソースが非推奨になった時期"},
    {"etag", "Version of the resource, for If-Match and If-None-Match", "리소스의 버전. If-Match와 If-None-Match에 씁니다", "リソースの版。If-Match と If-None-Match に使います"},
    {"expires", "Until when the response is fresh", "응답이 유효한 시각", "レスポンスが有効な期限"},
    {"last-modified", "When the resource was changed last", "리소스가 마지막으로 바뀐 시각", "リソースが最後に変更された時刻"},
    {"link", "Related resources, such as the next page", "다음 페이지 같은 관련 리소스", "次のページなどの関連リソース"},
    {"location", "Address of what was created, or where to go on", "만들어진 것의 주소, 또는 이동할 곳", "作成されたもののアドレス、または移動先"},
    {"ratelimit", "What is left of the requests that are allowed", "허용된 요청 중 남은 것", "許可されたリクエストの残り"},
    {"retry-after", "When to ask again: seconds or a date", "다시 요청할 때(초 또는 날짜)", "次にリクエストする時 (秒または日時)"},
    {"server", "Software of the server", "서버 소프트웨어", "サーバーのソフトウェア"},
    {"server-timing", "Durations that the server measured", "서버가 잰 시간", "サーバーが計測した時間"},
    {"strict-transport-security", "From now on only https may be used", "이제부터 https만 쓸 수 있습니다", "今後は https のみ使えます"},
    {"sunset", "When the resource is expected to go away", "리소스가 사라질 시점", "リソースがなくなる予定の時期"},
    {"vary", "Request headers that the response depends on", "응답을 좌우하는 요청 헤더", "レスポンスを左右するリクエストヘッダー"},
    {"www-authenticate", "How to authorize", "인증하는 방법", "認証の方法"},
    {"x-ratelimit-limit", "Requests that are allowed in a period", "기간 안에 허용되는 요청 수", "期間内に許可されるリクエスト数"},
    {"x-ratelimit-remaining", "Requests that are left in the period", "기간 안에 남은 요청 수", "期間内に残るリクエスト数"},
    {"x-ratelimit-reset", "When the period begins anew", "기간이 새로 시작되는 때", "期間が新しく始まる時"},
    {"x-request-id", "Names this request in the logs of the server", "서버 로그에서 이 요청을 가리키는 이름", "サーバーのログでこのリクエストを示す名前"},
});
// clang-format on

VITRINE_LATER constexpr auto kKeys = schema::joined<kRows, &Row::key>();
VITRINE_LATER constexpr auto kEnglish = schema::joined<kRows, &Row::en>();
VITRINE_LATER constexpr auto kKorean = schema::joined<kRows, &Row::ko>();
VITRINE_LATER constexpr auto kJapanese = schema::joined<kRows, &Row::ja>();

std::string_view words(std::string_view key, schema::Language language) {
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    if (kKeys[row] != key) continue;
    return language == schema::Language::ko   ? kKorean[row]
           : language == schema::Language::ja ? kJapanese[row]
                                              : kEnglish[row];
  }
  return {};
}

}  // namespace

std::string_view status_words(uint16_t status, schema::Language language) {
  return words(std::to_string(status), language);
}

std::string_view header_words(std::string_view name, schema::Language language) {
  return words(text::lower(name), language);
}

}  // namespace vitrine::session

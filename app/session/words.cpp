// The table of the interface's words in three languages.
#include "app/session/words.h"

#include <cstddef>

#include "app/schema/joined.h"

namespace vitrine::session {
namespace {

struct Entry {
  Word word;
  std::string_view en;
  std::string_view ko;
  std::string_view ja;
};

// clang-format off
constexpr auto kWords = std::to_array<Entry>({
    {Word::operations, "Operations", "오퍼레이션", "オペレーション"},
    {Word::search_operations, "Search operations", "오퍼레이션 검색", "オペレーションを検索"},
    {Word::path_parameters, "Path parameters", "경로 매개변수", "パスパラメーター"},
    {Word::query_parameters, "Query parameters", "쿼리 매개변수", "クエリパラメーター"},
    {Word::header_parameters, "Header parameters", "헤더 매개변수", "ヘッダーパラメーター"},
    {Word::cookie_parameters, "Cookie parameters", "쿠키 매개변수", "Cookie パラメーター"},
    {Word::body, "Body", "본문", "ボディ"},
    {Word::request_body, "Request body", "요청 본문", "リクエストボディ"},
    {Word::form, "Form", "양식", "フォーム"},
    {Word::json, "JSON", "JSON", "JSON"},
    {Word::content_type, "Content type", "콘텐츠 유형", "コンテンツタイプ"},
    {Word::accept, "Accept", "응답 유형", "受け取る形式"},
    {Word::example, "Example", "예시", "例"},
    {Word::send, "Send", "보내기", "送信"},
    {Word::send_anyway, "Send anyway", "그래도 보내기", "このまま送信"},
    {Word::cancel, "Cancel", "취소", "キャンセル"},
    {Word::response, "Response", "응답", "レスポンス"},
    {Word::headers, "Headers", "헤더", "ヘッダー"},
    {Word::raw, "Raw", "원본", "生データ"},
    {Word::server, "Server", "서버", "サーバー"},
    {Word::authorize, "Authorize", "인증", "認証"},
    {Word::save, "Save", "저장", "保存"},
    {Word::code, "Code", "코드", "コード"},
    {Word::language, "Language", "언어", "言語"},
    {Word::copy, "Copy", "복사", "コピー"},
    {Word::copied, "Copied", "복사됨", "コピーしました"},
    {Word::copy_link, "Copy link", "링크 복사", "リンクをコピー"},
    {Word::problems, "Problems", "문제", "問題"},
    {Word::theme, "Theme", "테마", "テーマ"},
    {Word::responses, "Responses", "응답", "レスポンス"},
    {Word::history, "History", "기록", "履歴"},
    {Word::environments, "Environments", "환경", "環境"},
    {Word::import_request, "Import", "가져오기", "インポート"},

    {Word::overview, "Overview", "개요", "概要"},
    {Word::webhooks, "Webhooks", "웹훅", "Webhook"},
    {Word::schemas, "Schemas", "스키마", "スキーマ"},
    {Word::authentication, "Authentication", "인증", "認証"},
    {Word::first_steps, "Get started", "시작하기", "はじめに"},
    {Word::servers, "Servers", "서버", "サーバー"},
    {Word::contact, "Contact", "연락처", "連絡先"},
    {Word::license, "License", "라이선스", "ライセンス"},
    {Word::terms_of_service, "Terms of service", "서비스 약관", "利用規約"},
    {Word::version, "Version {version}", "버전 {version}", "バージョン {version}"},
    {Word::close, "Close", "닫기", "閉じる"},
    {Word::no_operation_found, "No operation matches “{text}”",
     "“{text}”에 맞는 오퍼레이션이 없습니다", "「{text}」に一致するオペレーションはありません"},
    {Word::other_matches, "Other matches", "그 밖의 검색 결과", "その他の検索結果"},
    {Word::searching, "Searching…", "검색 중…", "検索中…"},
    {Word::searched_in_part, "This description is too large to search all of it",
     "문서가 너무 커서 일부만 검색합니다", "ドキュメントが大きいため、一部のみを検索しています"},
    {Word::other_operations, "Other", "기타", "その他"},
    {Word::open_all_groups, "Open all groups", "모든 그룹 펼치기", "すべてのグループを開く"},
    {Word::collapse_groups, "Collapse groups", "그룹 접기", "グループを閉じる"},
    {Word::list_width, "Width of the list", "목록 너비", "リストの幅"},
    {Word::skip_to_content, "Skip to content", "본문으로 건너뛰기", "本文へスキップ"},
    {Word::dismiss, "Dismiss", "닫기", "閉じる"},
    {Word::retry, "Retry", "다시 시도", "再試行"},
    {Word::load, "Load", "불러오기", "読み込む"},
    {Word::load_image, "Load image from {host}", "{host}에서 이미지 불러오기", "{host} から画像を読み込む"},
    {Word::table, "Table", "표", "表"},

    {Word::required, "required", "필수", "必須"},
    {Word::deprecated, "deprecated", "사용 중단 예정", "非推奨"},
    {Word::default_value, "default {value}", "기본값 {value}", "既定値 {value}"},
    {Word::one_of, "One of", "다음 중 하나", "次のいずれか"},
    {Word::no_parameters, "Nothing to fill in", "입력할 항목이 없습니다", "入力する項目はありません"},
    {Word::example_values, "Examples", "예시", "例"},
    {Word::copy_example, "Copy example", "예시 복사", "例をコピー"},
    {Word::response_code, "Response code", "응답 코드", "レスポンスコード"},
    {Word::fields_need_attention, "{n} field needs attention|{n} fields need attention",
     "확인이 필요한 항목 {n}개", "確認が必要な項目が {n} 件あります"},
    {Word::send_hint, "Ctrl Enter", "Ctrl Enter", "Ctrl Enter"},
    {Word::not_set, "not set", "설정 안 함", "未設定"},
    {Word::try_it, "Try it", "사용해 보기", "試す"},
    {Word::show_properties, "Show properties", "속성 보기", "プロパティを表示"},
    {Word::show_properties_of, "Show properties of {name}", "{name}의 속성 보기",
     "{name} のプロパティを表示"},
    {Word::any_of, "Any of", "다음 중 하나 이상", "次のいずれか (複数可)"},
    {Word::chosen_by, "told apart by", "구분 속성", "区別する項目"},
    {Word::read_only, "read only", "읽기 전용", "読み取り専用"},
    {Word::write_only, "write only", "쓰기 전용", "書き込み専用"},
    {Word::no_other_properties, "No other properties", "다른 속성은 없습니다", "ほかのプロパティはありません"},
    {Word::hide_properties, "Hide properties", "속성 숨기기", "プロパティを隠す"},
    {Word::hide_properties_of, "Hide properties of {name}", "{name}의 속성 숨기기",
     "{name} のプロパティを隠す"},
    {Word::collapse_all, "Collapse all", "모두 접기", "すべて折りたたむ"},
    {Word::expand_all, "Expand all", "모두 펼치기", "すべて展開"},
    {Word::levels, "{n} level|{n} levels", "{n}단계", "{n} 階層"},
    {Word::used_by, "Used by", "사용되는 곳", "使用箇所"},
    {Word::internal, "internal", "내부용", "内部用"},
    {Word::callbacks, "Callbacks", "콜백", "コールバック"},
    {Word::details_of, "Details of {name}", "{name} 세부 정보", "{name} の詳細"},
    {Word::links, "Links", "링크", "リンク"},
    {Word::needs, "Needs", "필요한 인증", "必要な認証"},
    {Word::needs_nothing, "nothing", "없음", "不要"},
    {Word::or_else, "or", "또는", "または"},
    {Word::tags, "Tags", "태그", "タグ"},
    {Word::media_type, "Media type", "미디어 유형", "メディアタイプ"},
    {Word::range_between, "{min} to {max}", "{min}~{max}", "{min}〜{max}"},
    {Word::range_from, "at least {min}", "{min} 이상", "{min} 以上"},
    {Word::range_to, "at most {max}", "{max} 이하", "{max} 以下"},
    {Word::range_above, "more than {min}", "{min} 초과", "{min} より大きい"},
    {Word::range_below, "less than {max}", "{max} 미만", "{max} 未満"},
    {Word::range_exactly, "exactly {n}", "정확히 {n}", "ちょうど {n}"},
    {Word::range_characters, "{range} character|{range} characters", "{range} (글자 수)", "{range} 文字"},
    {Word::range_items, "{range} item|{range} items", "{range} (항목 수)", "{range} 個"},
    {Word::range_matching_items, "{range} matching item|{range} matching items",
     "{range} (조건에 맞는 항목 수)",
     "条件に合う項目が {range} 個"},
    {Word::range_properties, "{range} property|{range} properties", "{range} (속성 수)", "{range} プロパティ"},
    {Word::no_duplicates, "no duplicates", "중복 없음", "重複なし"},
    {Word::no_other_items, "No other items", "다른 항목은 없습니다", "ほかの項目はありません"},
    {Word::multiple_of, "multiple of {n}", "{n}의 배수", "{n} の倍数"},
    {Word::matches_pattern, "matches", "패턴", "パターン"},
    {Word::requires_others, "{name} requires {names}", "{name}이(가) 있으면 {names} 필수",
     "{name} があるときは {names} が必須"},
    {Word::encoded_as, "encoded as {value}", "{value} 인코딩", "{value} エンコード"},
    {Word::each_item, "each item", "각 항목", "各項目"},
    {Word::each_value, "each value", "각 값", "各値"},
    {Word::other_items, "other items", "그 밖의 항목", "その他の項目"},
    {Word::property_names, "property names", "속성 이름", "プロパティ名"},
    {Word::matching_items, "matching items", "조건에 맞는 항목", "条件に合う項目"},
    {Word::excluded, "must not match", "일치하면 안 됨", "一致してはならない"},
    {Word::condition, "if", "조건", "条件"},
    {Word::condition_met, "then", "조건에 맞으면", "条件に合う場合"},
    {Word::condition_not_met, "else", "조건에 맞지 않으면", "条件に合わない場合"},
    {Word::when_given, "when {name} is given", "{name}이(가) 있으면", "{name} があるとき"},
    {Word::decoded_content, "decoded content", "디코딩한 내용", "デコードした内容"},

    {Word::copy_markdown, "Copy as Markdown", "Markdown으로 복사", "Markdown としてコピー"},
    {Word::download_json, "Download JSON", "JSON 다운로드", "JSON をダウンロード"},
    {Word::download_yaml, "Download YAML", "YAML 다운로드", "YAML をダウンロード"},
    {Word::print_document, "Print the document", "문서 인쇄", "ドキュメントを印刷"},
    {Word::cancel_printing, "Cancel printing", "인쇄 취소", "印刷をキャンセル"},
    {Word::see_above, "{name} (see above)", "{name} (위 참조)", "{name} (上記を参照)"},
    {Word::left_out, "The rest is left out here.", "나머지는 생략했습니다.", "以下は省略しています。"},

    {Word::authorize_for, "Sent only to {origin}", "{origin}에만 보냅니다", "{origin} にだけ送ります"},
    {Word::token, "Token", "토큰", "トークン"},
    {Word::key, "Key", "키", "キー"},
    {Word::user, "User name", "사용자 이름", "ユーザー名"},
    {Word::password, "Password", "비밀번호", "パスワード"},
    {Word::forget, "Forget", "지우기", "消去"},
    {Word::authorized, "Authorized", "인증됨", "認証済み"},
    {Word::kept_in_memory, "Kept in memory until the page is closed",
     "페이지를 닫을 때까지 메모리에만 둡니다", "ページを閉じるまでメモリーにだけ置かれます"},
    {Word::scheme_not_supported, "This page cannot sign in by {type}",
     "이 페이지에서는 {type} 인증을 할 수 없습니다", "このページでは {type} の認証はできません"},
    {Word::needs_authorization, "Needs authorization", "인증이 필요합니다", "認証が必要です"},
    {Word::flow, "Flow", "플로",
     "フロー"},
    {Word::authorization_url, "Authorization URL", "인증 URL", "認可 URL"},
    {Word::device_authorization_url, "Device authorization URL", "기기 인증 URL", "デバイス認可 URL"},
    {Word::token_url, "Token URL", "토큰 URL", "トークン URL"},
    {Word::refresh_url, "Refresh URL", "갱신 URL", "更新 URL"},
    {Word::metadata_url, "Metadata URL", "메타데이터 URL", "メタデータ URL"},
    {Word::client_id, "Client ID", "클라이언트 ID",
     "クライアント ID"},
    {Word::client_secret, "Client secret", "클라이언트 시크릿",
     "クライアントシークレット"},
    {Word::sign_in, "Sign in", "로그인",
     "サインイン"},
    {Word::signing_in, "Signing in…", "로그인하는 중…",
     "サインイン中…"},
    {Word::sign_in_sent_to, "Signing in sends these only to {origin}",
     "로그인할 때 이 정보는 {origin}에만 보냅니다", "サインイン時、これらは {origin} にだけ送ります"},
    {Word::sign_in_no_response, "No response from the sign-in server; it may not allow this page (CORS)", "로그인 서버에서 응답이 없습니다. 이 페이지를 허용하지 않을 수 있습니다(CORS)",
     "サインインサーバーから応答がありません。このページが許可されていない可能性があります (CORS)"},
    {Word::sign_in_redirect, "Redirect URI to register: {url}", "등록할 리디렉션 URI: {url}",
     "登録するリダイレクト URI: {url}"},

    {Word::no_response_yet, "Send the request to see the response",
     "요청을 보내면 여기에 응답이 보입니다", "リクエストを送信すると、ここにレスポンスが表示されます"},
    {Word::sending, "Sending…", "보내는 중…", "送信中…"},
    {Word::still_waiting, "Still waiting for {origin}", "{origin}의 응답을 아직 기다리는 중입니다",
     "{origin} の応答をまだ待っています"},
    {Word::cancelled, "Cancelled", "취소됨", "キャンセルしました"},
    {Word::empty_body, "No content", "내용 없음", "内容なし"},
    {Word::binary_body, "{size} of binary data", "이진 데이터 {size}", "バイナリーデータ {size}"},
    {Word::cut_body, "The first {shown} of {size}", "전체 {size} 중 처음 {shown}",
     "{size} のうち先頭の {shown}"},
    {Word::milliseconds, "{n} ms", "{n} ms", "{n} ms"},
    {Word::seconds, "{n} s", "{n} s", "{n} s"},
    {Word::bytes, "{n} B", "{n} B", "{n} B"},
    {Word::kilobytes, "{n} kB", "{n} kB", "{n} kB"},
    {Word::megabytes, "{n} MB", "{n} MB", "{n} MB"},
    {Word::show_secrets, "Show secrets", "비밀 값 보기", "秘密の値を表示"},
    {Word::hide_secrets, "Hide secrets", "비밀 값 숨기기", "秘密の値を隠す"},

    {Word::add_item, "Add {name}", "{name} 추가",
     "{name} を追加"},
    {Word::remove_item, "Remove {name}", "{name} 삭제",
     "{name} を削除"},
    {Word::move_up, "Move {name} up", "{name} 위로",
     "{name} を上へ"},
    {Word::move_down, "Move {name} down", "{name} 아래로",
     "{name} を下へ"},
    {Word::kind_of, "Kind of {name}", "{name}의 종류",
     "{name} の種類"},
    {Word::set_null, "Set {name} to null", "{name}을(를) null로",
     "{name} を null にする"},
    {Word::empty_value, "empty", "빈 값", "空"},
    {Word::set_empty, "Set {name} to empty", "{name}을(를) 빈 값으로", "{name} を空にする"},
    {Word::unset_value, "unset", "설정 해제", "未設定に戻す"},
    {Word::set_unset, "Unset {name}", "{name} 설정 해제", "{name} を未設定に戻す"},
    {Word::example_failed, "No example could be made: {reason}",
     "예시를 만들 수 없습니다: {reason}", "例を作れませんでした: {reason}"},
    {Word::choose_file, "Choose file for {name}", "{name} 파일 선택",
     "{name} のファイルを選択"},
    {Word::choose_a_file, "Choose file", "파일 선택", "ファイルを選択"},
    {Word::generated_example, "Generated", "자동 생성", "自動生成"},
    {Word::fill_example, "Fill with an example", "예시로 채우기", "例で埋める"},
    {Word::edited_example, "Edited", "직접 편집함", "編集済み"},
    {Word::line, "Line", "줄", "行"},
    {Word::form_needs_json, "The form waits for the text to be JSON again: {message}", "텍스트가 다시 JSON이 되어야 양식을 쓸 수 있습니다: {message}",
     "テキストが再び JSON になるまでフォームは使えません: {message}"},
    {Word::final_url, "Final URL", "최종 URL",
     "最終 URL"},
    {Word::matches_schema, "matches the schema", "스키마와 일치합니다",
     "スキーマに一致します"},
    {Word::matches_promise, "as described", "설명서와 일치합니다",
     "記述どおりです"},
    {Word::not_promised, "Not what was promised", "약속과 다릅니다",
     "約束と異なります"},
    {Word::status_not_promised, "The description has no response {status}", "설명서에 {status} 응답이 없습니다",
     "記述に {status} のレスポンスはありません"},
    {Word::type_not_promised, "The description promises {promised}, this is {type}", "설명서에는 {promised}(으)로 되어 있으나 {type}입니다",
     "記述では {promised} ですが、これは {type} です"},
    {Word::response_not_json, "Declared as JSON, but not valid JSON: {message}", "JSON이라고 하지만 JSON이 아닙니다: {message}",
     "JSON と称していますが JSON ではありません: {message}"},
    {Word::and_more, "and {n} more", "외 {n}개",
     "ほか {n} 件"},
    {Word::download, "Download", "다운로드",
     "ダウンロード"},
    {Word::to_clipboard, "To the clipboard", "클립보드로",
     "クリップボードへ"},
    {Word::next_page, "Next", "다음", "次へ"},
    {Word::previous_page, "Previous", "이전", "前へ"},
    {Word::next_part, "Next part", "다음 부분",
     "次の部分"},
    {Word::previous_part, "Previous part", "이전 부분",
     "前の部分"},
    {Word::shown_part, "{from} to {to} of {size}", "전체 {size} 중 {from}~{to}",
     "{size} のうち {from}〜{to}"},

    {Word::loading, "Loading…", "불러오는 중…", "読み込み中…"},
    {Word::reading, "Reading {size}…", "{size} 읽는 중…", "{size} を読み取り中…"},
    {Word::reload_failed, "Could not be read again; this is the description read before",
     "다시 읽지 못했습니다. 이전에 읽은 설명서입니다",
     "再読み込みできませんでした。前回読み取った記述を表示しています"},
    {Word::problem_at, "line {line}, column {column}", "{line}행 {column}열", "{line} 行 {column} 列"},
    {Word::not_all_read, "Some of this description could not be read",
     "이 설명서의 일부를 읽지 못했습니다", "この記述の一部を読み取れませんでした"},
    {Word::document_needed, "The description refers to {uri}, on another server",
     "설명서가 다른 서버의 {uri} 문서를 참조합니다", "記述は別のサーバーの {uri} を参照しています"},
    {Word::document_failed, "{uri} could not be loaded", "{uri} 문서를 불러오지 못했습니다",
     "{uri} を読み込めませんでした"},
    {Word::unknown_link, "There is nothing called {link} in this description",
     "이 설명서에는 {link} 항목이 없습니다", "この記述に {link} はありません"},
    {Word::server_changed, "The server {url} is no longer offered; requests now go to {now}",
     "서버 {url}은(는) 더 이상 없습니다. 이제 {now}(으)로 요청을 보냅니다",
     "サーバー {url} はなくなりました。今後の要求は {now} に送られます"},
    {Word::no_spec, "No description is named: set the attribute “spec” to its address",
     "설명서가 지정되지 않았습니다. “spec” 속성에 주소를 넣으세요",
     "記述が指定されていません。属性「spec」にアドレスを設定してください"},

    {Word::spec_unreachable, "{uri} could not be loaded", "{uri} 문서를 불러오지 못했습니다",
     "{uri} を読み込めませんでした"},
    {Word::spec_unreachable_remedy,
     "Check the address and that its server is up; from another origin it must allow this page (CORS)",
     "주소와 서버 상태를 확인하세요. 출처가 다르면 서버가 이 페이지를 허용해야 합니다(CORS)",
     "アドレスとサーバーの状態を確認してください。オリジンが異なる場合、サーバーがこのページを許可する必要があります (CORS)"},
    {Word::spec_cross_origin, "{uri} may not be read by this page (CORS)",
     "이 페이지에서는 {uri} 문서를 읽을 수 없습니다(CORS)",
     "このページから {uri} を読むことは許可されていません (CORS)"},
    {Word::spec_cross_origin_remedy,
     "Let its server respond with “Access-Control-Allow-Origin: {page}”, or put the file beside this page",
     "그 서버가 “Access-Control-Allow-Origin: {page}” 헤더로 응답하게 하거나, 파일을 이 페이지 옆에 두세요",
     "そのサーバーが「Access-Control-Allow-Origin: {page}」を返すようにするか、ファイルをこのページの隣に置いてください"},
    {Word::spec_status, "{uri}: {status}", "{uri}: {status}", "{uri}: {status}"},
    {Word::spec_status_remedy, "Check the address in the attribute “spec”",
     "“spec” 속성의 주소를 확인하세요", "属性「spec」のアドレスを確認してください"},
    {Word::spec_not_json, "{uri} is neither JSON nor YAML: line {line}, column {column}: {message}",
     "{uri} 문서는 JSON도 YAML도 아닙니다: {line}행 {column}열: {message}",
     "{uri} は JSON でも YAML でもありません: {line} 行 {column} 列: {message}"},
    {Word::spec_not_json_remedy, "Mend the text there, or let the attribute “spec” name a description in JSON or YAML",
     "그곳을 고치거나, “spec” 속성에 JSON 또는 YAML 설명서를 지정하세요",
     "その箇所を直すか、属性「spec」に JSON か YAML の記述を指定してください"},
    {Word::spec_not_openapi, "{uri} is not an OpenAPI description",
     "{uri} 문서는 OpenAPI 설명서가 아닙니다",
     "{uri} は OpenAPI の記述ではありません"},
    {Word::spec_not_openapi_remedy, "It should begin with a member “openapi” (or “swagger”) that names the version",
     "버전을 적은 “openapi”(또는 “swagger”) 항목이 있어야 합니다",
     "バージョンを示す「openapi」(または「swagger」) の項目が必要です"},
    {Word::spec_empty, "{uri} is empty", "{uri} 문서가 비어 있습니다", "{uri} は空です"},
    {Word::history_words,
     "Kept in this browser only. Secrets are masked, response bodies are left out",
     "이 브라우저에만 보관합니다. 비밀 값은 가려지고 응답 본문은 빠집니다",
     "このブラウザーにだけ保存されます。秘密の値は伏せられ、応答の本文は含まれません"},
    {Word::filter_history, "Filter history", "기록 필터", "履歴を絞り込む"},
    {Word::nothing_sent, "Nothing was sent yet", "아직 보낸 요청이 없습니다", "まだ何も送信していません"},
    {Word::no_request_found, "No request matches", "일치하는 요청이 없습니다", "一致するリクエストはありません"},
    {Word::record_history, "Keep a history", "기록 남기기", "履歴を残す"},
    {Word::export_har, "Export HAR", "HAR 내보내기", "HAR を書き出す"},
    {Word::clear_history, "Clear history", "기록 지우기", "履歴を消去"},
    {Word::not_restorable, "too large to restore", "너무 커서 복원할 수 없음", "大きすぎて復元できません"},
    {Word::environments_words,
     "{{name}} in a field is replaced by the variable's value when the request is sent",
     "필드에 쓴 {{name}}은(는) 요청을 보낼 때 변수의 값으로 바뀝니다",
     "フィールドに書いた {{name}} は、送信時に変数の値に置き換えられます"},
    {Word::environment, "Environment", "환경", "環境"},
    {Word::no_environment, "No environment", "환경 없음", "環境なし"},
    {Word::new_environment, "New environment", "새 환경", "新しい環境"},
    {Word::remove_environment, "Remove environment", "환경 삭제", "環境を削除"},
    {Word::environment_name, "Name of the environment", "환경 이름", "環境の名前"},
    {Word::add_variable, "Add variable", "변수 추가", "変数を追加"},
    {Word::variable_name, "Name of variable {n}", "변수 {n}의 이름", "変数 {n} の名前"},
    {Word::variable_value, "Value of variable {n}", "변수 {n}의 값", "変数 {n} の値"},
    {Word::variable_secret, "Variable {n} is secret", "변수 {n}은(는) 비밀", "変数 {n} は秘密"},
    {Word::secret_words,
     "A ticked variable is secret: its value stays in memory and is never stored",
     "체크한 변수는 비밀입니다. 값은 메모리에만 있고 저장되지 않습니다",
     "チェックした変数は秘密です。値はメモリーにだけ置かれ、保存されません"},
    {Word::import_words, "Paste a cURL command, a HAR file or a Postman collection",
     "cURL 명령, HAR 파일 또는 Postman 컬렉션을 붙여 넣으세요",
     "cURL コマンド、HAR ファイル、Postman コレクションを貼り付けてください"},
    {Word::import_text, "Text to import", "가져올 텍스트", "インポートするテキスト"},
    {Word::import_authorization, "Use its authorization", "요청의 인증 정보도 사용",
     "リクエストの認証情報も使う"},
    {Word::import_none, "No cURL command, HAR file or Postman collection was found",
     "cURL 명령, HAR 파일, Postman 컬렉션을 찾을 수 없습니다",
     "cURL コマンド、HAR ファイル、Postman コレクションが見つかりません"},
    {Word::import_no_operation, "No operation matches {request}",
     "{request}와(과) 일치하는 오퍼레이션이 없습니다", "{request} に一致するオペレーションはありません"},
    {Word::import_left, "Imported without {what}", "{what} 없이 가져왔습니다",
     "{what} を除いてインポートしました"},
    {Word::request_no_response, "No response from {origin}", "{origin}에서 응답이 없습니다",
     "{origin} から応答がありません"},
    {Word::request_no_response_remedy,
     "Check that the server is up, and that it allows {page} to ask (CORS); the console of the browser tells which",
     "서버가 켜져 있는지, {page}의 요청을 허용하는지(CORS) 확인하세요. 브라우저 콘솔에 이유가 있습니다",
     "サーバーが動いているか、{page} からの要求を許可しているか (CORS) を確認してください。理由はブラウザーのコンソールに出ます"},
    {Word::request_no_response_remedy_here, "Check that the server is up and that you are connected",
     "서버가 켜져 있는지, 네트워크에 연결되어 있는지 확인하세요",
     "サーバーが動いているか、ネットワークに接続しているか確認してください"},
    {Word::request_cross_origin, "{origin} does not allow this page to ask (CORS)",
     "{origin} 서버가 이 페이지의 요청을 허용하지 않습니다(CORS)",
     "{origin} はこのページからの要求を許可していません (CORS)"},
    {Word::request_cross_origin_remedy, "Let the server allow {page}, or send the request by the code below",
     "서버에서 {page} 출처를 허용하거나, 아래 코드로 요청을 보내세요",
     "サーバーで {page} を許可するか、下のコードで要求を送ってください"},
    {Word::request_mixed, "A page over https may not ask {origin} over http",
     "https 페이지에서는 http인 {origin}에 요청할 수 없습니다",
     "https のページから http の {origin} に要求を送ることはできません"},
    {Word::request_mixed_remedy, "Choose a server with https, or send the request by the code below",
     "https 서버를 고르거나, 아래 코드로 요청을 보내세요",
     "https のサーバーを選ぶか、下のコードで要求を送ってください"},
    {Word::request_timeout, "{origin} took too long", "{origin}의 응답이 너무 오래 걸립니다",
     "{origin} の応答に時間がかかりすぎました"},
    {Word::request_timeout_remedy, "Try again later, or ask for less", "나중에 다시 하거나 요청 범위를 줄이세요",
     "後でもう一度試すか、要求する量を減らしてください"},
    {Word::request_aborted, "The page that embeds this playground stopped the request",
     "이 화면을 담은 페이지가 요청을 멈췄습니다", "埋め込み元のページが要求を止めました"},
    {Word::request_aborted_remedy, "Ask its author, or send the request by the code below",
     "페이지 작성자에게 묻거나, 아래 코드로 요청을 보내세요",
     "ページの作成者に尋ねるか、下のコードで要求を送ってください"},
    {Word::request_other, "The request could not be sent", "요청을 보내지 못했습니다",
     "要求を送信できませんでした"},
    {Word::request_other_remedy, "Check what was filled in and send it again",
     "입력한 내용을 확인하고 다시 보내세요", "入力内容を確認してもう一度送信してください"},
    {Word::request_not_made, "No request can be made of this: {message}",
     "이 내용으로는 요청을 만들 수 없습니다: {message}", "この内容では要求を作れません: {message}"},
    {Word::request_not_made_remedy, "Change the value and send again", "값을 바꾸고 다시 보내세요",
     "値を変えてもう一度送信してください"},
    {Word::details, "Details", "세부정보", "詳細"},
});
// clang-format on

constexpr bool in_order() {
  if (kWords.size() != static_cast<std::size_t>(Word::count)) return false;
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i].word != static_cast<Word>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "the table has one entry for every Word, in the order of the enum");

/// The words from here on describe failures and stand in dialogs: no page opens with them.
constexpr auto kFailures = static_cast<std::size_t>(Word::spec_unreachable);

constexpr auto kEnglish = schema::joined<kWords, &Entry::en, 0, kFailures>();
VITRINE_LATER constexpr auto kEnglishFailures = schema::joined<kWords, &Entry::en, kFailures>();
VITRINE_LATER constexpr auto kKorean = schema::joined<kWords, &Entry::ko>();
VITRINE_LATER constexpr auto kJapanese = schema::joined<kWords, &Entry::ja>();

/// Apart from word(), because it is in the part of the module that has these words.
[[gnu::noinline]] std::string_view later_word(std::size_t index, schema::Language language) {
  const std::string_view text = language == schema::Language::ko   ? kKorean[index]
                                : language == schema::Language::ja ? kJapanese[index]
                                                                   : std::string_view();
  if (!text.empty()) return text;
  return index < kFailures ? kEnglish[index] : kEnglishFailures[index - kFailures];
}

std::string_view alternative(std::string_view sentence, bool singular) {
  const std::size_t bar = sentence.find('|');
  if (bar == std::string_view::npos) return sentence;
  return singular ? sentence.substr(0, bar) : sentence.substr(bar + 1);
}

template <class Pairs>
std::string put_in(std::string_view sentence, const Pairs& values) {
  bool singular = false;
  for (const auto& [name, value] : values) singular = singular || (name == "n" && value == "1");
  sentence = alternative(sentence, singular);
  std::string filled;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    const std::size_t close = sentence.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    filled += sentence.substr(0, open);
    const std::string_view wanted = sentence.substr(open + 1, close - open - 1);
    for (const auto& [name, value] : values) {
      if (name == wanted) filled += value;
    }
    sentence.remove_prefix(close + 1);
  }
  filled += sentence;
  return filled;
}

}  // namespace

std::string_view word(Word word, schema::Language language) {
  if (word >= Word::count) return {};
  const auto index = static_cast<std::size_t>(word);
  if (language != schema::Language::en || index >= kFailures) return later_word(index, language);
  return kEnglish[index];
}

std::string fill(Word chosen, schema::Language language, const Values& values) {
  return put_in(word(chosen, language), values);
}

std::string text(const Message& message, schema::Language language) {
  return put_in(word(message.word, language), message.values);
}

}  // namespace vitrine::session

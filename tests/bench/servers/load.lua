-- What wrk sends: the method is in $METHOD. It ends with one line of JSON.
wrk.method = os.getenv("METHOD")
if wrk.method == "POST" then
  wrk.body =
    '{"title":"겨울 산책 ❄","year":1904,"medium":"painting","tags":["snow","ink"],"origin":{"place":"京都"}}'
  wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"failed":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

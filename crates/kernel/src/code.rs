//! The one table of error codes: the stable word, the status, and what it means in both languages. The page
//! that documents them (`docs/error-codes.md`) and the API's problem documents are made from it.

macro_rules! codes {
    ($($name:ident = $status:literal, $text:literal, $en:literal, $zh:literal, $doc:literal;)+) => {
        /// Why a request was refused. The word never changes once it was released; the sentence may.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $doc] $name,)+ }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The HTTP status that goes with the code, as RFC 9110 numbers it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status),+ }
            }

            /// One sentence for the person who sees it; `{name}` stands for a parameter.
            pub const fn title(self, chinese: bool) -> &'static str {
                match self { $(Self::$name => if chinese { $zh } else { $en }),+ }
            }

            /// What the developer of a client should do about it.
            pub const fn documentation(self) -> &'static str {
                match self { $(Self::$name => $doc),+ }
            }
        }
    };
}

codes! {
    UnreadableBody = 400, "unreadable_body", "The body can't be read: {reason}", "请求体无法解析：{reason}",
        "The body is not valid JSON or a value has the wrong type. `errors[].pointer` names the place when it is known.";
    UnknownField = 400, "unknown_field", "The body has fields that this operation doesn't know", "请求体包含未知字段",
        "Unknown fields are refused so that a typo never passes silently. `errors[]` names the field and the known ones.";
    UnknownParameter = 400, "unknown_parameter", "A query parameter can't be read: {reason}", "查询参数无法识别：{reason}",
        "A parameter is unknown or has a value of the wrong type.";
    InvalidCursor = 422, "invalid_cursor", "The cursor doesn't belong to this list", "分页游标与当前列表不匹配",
        "Cursors are opaque and bound to filter and sort. Start again without a cursor after changing either.";
    Unauthenticated = 401, "unauthenticated", "Sign in, or send a valid key", "请先登录，或提供有效的密钥",
        "There is no credential, or it is unknown, expired or revoked.";
    WrongCredentials = 401, "wrong_credentials", "E-mail address or password is wrong", "邮箱或密码不正确",
        "The answer is the same for an unknown address and a wrong password.";
    SessionRevoked = 401, "session_revoked", "This session has ended; sign in again", "登录已失效，请重新登录",
        "The refresh token is unknown, expired, revoked, or was used twice, which ends its whole session.";
    MissingGrant = 403, "missing_grant", "This needs the permission {grant}", "需要权限 {grant}",
        "The caller is known but lacks the grant that the operation names under `security`.";
    OriginNotAllowed = 403, "origin_not_allowed", "This origin isn't on the key's list", "该来源不在密钥的允许列表中",
        "A publishable key only works from the origins it was created with.";
    SignUpClosed = 403, "sign_up_closed", "Sign-up is closed here; ask for an invitation", "注册已关闭，请联系管理员邀请你加入",
        "This installation has its first owner. New members join by invitation.";
    SessionRequired = 403, "session_required", "This needs somebody who is signed in", "该操作需要登录用户，密钥无法执行",
        "The operation is about a person and their sessions. A key can't do it.";
    NoWorkspace = 403, "no_workspace", "You belong to no workspace any more; ask for an invitation", "你已不在任何工作区中，请联系管理员邀请你加入",
        "The operator is known but is no active member of the workspace that was asked for, or of any.";
    NotFound = 404, "not_found", "There is no such {what}", "找不到对应的{what}",
        "The object doesn't exist or isn't visible to the caller; the answer is the same for both.";
    UnknownRoute = 404, "unknown_route", "There is nothing at this address", "该地址不存在",
        "No operation has this path. The OpenAPI document lists them all.";
    MethodNotAllowed = 405, "method_not_allowed", "This address doesn't take that method", "该地址不支持此方法",
        "The `Allow` header lists the methods that work.";
    Conflict = 409, "conflict", "Another {what} already uses this value", "已存在使用相同值的{what}",
        "A value that must be unique is taken. `errors[]` names the field.";
    WrongState = 409, "wrong_state", "This isn't possible now: {reason}", "当前状态下无法执行：{reason}",
        "The object's state doesn't allow the action, for example archiving what is archived.";
    InProgress = 409, "in_progress", "The same request is still running", "相同的请求仍在处理中",
        "A request with this Idempotency-Key has not finished. Repeat after `Retry-After` seconds.";
    Gone = 410, "gone", "This link has expired or was used", "链接已过期或已被使用",
        "Invitations, reset links and form tokens work once and for a limited time.";
    Stale = 412, "stale", "Somebody changed this in the meantime", "内容已被他人修改",
        "`If-Match` names an older version. `current_version` in the params is the one to read and merge with.";
    TooLarge = 413, "too_large", "The body is larger than {max} bytes", "请求体超过 {max} 字节",
        "Send less at once; imports and event batches name their limits.";
    UnsupportedMediaType = 415, "unsupported_media_type", "Send {expected}", "请使用 {expected} 格式",
        "The operation takes only the named content type.";
    Invalid = 422, "invalid", "Some values aren't valid", "部分内容填写有误",
        "The body is readable but wrong. `errors[]` lists every wrong field, what was expected, and its limits.";
    IdempotencyKeyReused = 422, "idempotency_key_reused", "This Idempotency-Key was used for another request", "该幂等键已用于另一个请求",
        "A key stands for one request. Use a new key for another payload.";
    PreconditionRequired = 428, "precondition_required", "Say which version you change, with If-Match", "请通过 If-Match 指明要修改的版本",
        "Content that several operators edit is only changed against a named version.";
    RateLimited = 429, "rate_limited", "Too many requests; wait {seconds} seconds", "请求过于频繁，请 {seconds} 秒后再试",
        "Wait for `Retry-After` seconds.";
    Internal = 500, "internal", "Something went wrong on our side", "系统内部错误",
        "Nothing was changed. Tell support the request id.";
    Unavailable = 503, "unavailable", "The service can't reach its database", "服务暂时无法访问数据库",
        "Nothing was changed. Repeat after `Retry-After` seconds.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

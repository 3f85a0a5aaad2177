import IstioSchema

/// The names that an action of an injection template may use.
enum InjectionFunctions {
    static func all(in version: IstioVersion) -> Set<String> {
        ofLater.reduce(into: ofAll) { names, later in
            if version >= later.value { names.insert(later.key) }
        }
    }

    private static let ofAll = ofGo.union(ofSprig).union(ofIstio)

    /// Source: Go text/template `builtins`, and the words of its language.
    private static let ofGo: Set<String> = [
        "and", "break", "call", "continue", "eq", "false", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne",
        "nil", "not", "or", "print", "printf", "println", "slice", "true", "urlquery",
    ]

    /// Source: github.com/Masterminds/sprig v3 `TxtFuncMap`.
    private static let ofSprig: Set<String> = [
        "abbrev", "abbrevboth", "add", "add1", "add1f", "addf", "adler32sum", "ago", "all", "any", "append", "atoi",
        "b32dec", "b32enc", "b64dec", "b64enc", "base", "bcrypt", "biggest", "buildCustomCert", "camelcase", "cat",
        "ceil", "chunk", "clean", "coalesce", "compact", "concat", "contains", "date", "dateInZone", "dateModify",
        "date_in_zone", "date_modify", "decryptAES", "deepCopy", "deepEqual", "default", "derivePassword", "dict",
        "dig", "dir", "div", "divf", "duration", "durationRound", "empty", "encryptAES", "env", "expandenv", "ext",
        "fail", "first", "float64", "floor", "fromJson", "genCA", "genCAWithKey", "genPrivateKey",
        "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "get",
        "getHostByName", "has", "hasKey", "hasPrefix", "hasSuffix", "hello", "htmlDate", "htmlDateInZone", "htpasswd",
        "indent", "initial", "initials", "int", "int64", "isAbs", "join", "kebabcase", "keys", "kindIs", "kindOf",
        "last", "list", "lower", "max", "maxf", "merge", "mergeOverwrite", "min", "minf", "mod", "mul", "mulf",
        "mustAppend", "mustChunk", "mustCompact", "mustDateModify", "mustDeepCopy", "mustFirst", "mustFromJson",
        "mustHas", "mustInitial", "mustLast", "mustMerge", "mustMergeOverwrite", "mustPrepend", "mustPush",
        "mustRegexFind", "mustRegexFindAll", "mustRegexMatch", "mustRegexReplaceAll", "mustRegexReplaceAllLiteral",
        "mustRegexSplit", "mustRest", "mustReverse", "mustSlice", "mustToDate", "mustToJson", "mustToPrettyJson",
        "mustToRawJson", "mustUniq", "mustWithout", "must_date_modify", "nindent", "nospace", "now", "omit", "osBase",
        "osClean", "osDir", "osExt", "osIsAbs", "pick", "pluck", "plural", "prepend", "push", "quote", "randAlpha",
        "randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "randSeededNumeric", "regexFind",
        "regexFindAll", "regexMatch", "regexQuoteMeta", "regexReplaceAll", "regexReplaceAllLiteral", "regexSplit",
        "repeat", "replace", "rest", "reverse", "round", "semver", "semverCompare", "seq", "set", "sha1sum",
        "sha256sum", "sha512sum", "shuffle", "slice", "snakecase", "sortAlpha", "split", "splitList", "splitn",
        "squote", "sub", "subf", "substr", "swapcase", "ternary", "title", "toDate", "toDecimal", "toJson",
        "toPrettyJson", "toRawJson", "toString", "toStrings", "trim", "trimAll", "trimPrefix", "trimSuffix",
        "trimall", "trunc", "tuple", "typeIs", "typeIsLike", "typeOf", "uniq", "unixEpoch", "unset", "until",
        "untilStep", "untitle", "upper", "urlJoin", "urlParse", "uuidv4", "values", "without", "wrap", "wrapWith",
    ]

    /// Source: pkg/kube/inject/template.go `InjectionFuncmap`, release 1.20.
    private static let ofIstio: Set<String> = [
        "formatDuration", "isset", "excludeInboundPort", "includeInboundPorts", "kubevirtInterfaces",
        "excludeInterfaces", "applicationPorts", "annotation", "valueOrDefault", "toJSON", "fromJSON", "structToJSON",
        "protoToJSON", "toYaml", "indent", "directory", "contains", "toLower", "appendMultusNetwork", "env", "omit",
        "strdict", "toJsonMap",
    ]

    /// Functions of Istio's that came later, and the first release of each.
    private static let ofLater: [String: IstioVersion] = [
        "mergeMaps": .v1_21, "omitNil": .v1_28, "otelResourceAttributes": .v1_30,
    ]
}

import Documents
import IstioSchema

/// The functions that an action of an injection template may call.
///
/// The lists are whole for the builds of Istio that the project publishes, so that no istiod of those reads a template
/// with another name.
enum InjectionFunctions {
    /// The first release that has a function; nil where none has it.
    static func firstRelease(of name: String) -> IstioVersion? { releases[ExactText(name)] }

    private static let releases: [ExactText: IstioVersion] = {
        var releases: [ExactText: IstioVersion] = [:]
        for name in ofGo.union(ofSprig).union(ofIstio) { releases[ExactText(name)] = .v1_20 }
        for (name, release) in ofLater { releases[ExactText(name)] = release }
        return releases
    }()

    /// Source: Go text/template `builtins`, of Go 1.20 to 1.26.
    private static let ofGo: Set<String> = [
        "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf",
        "println", "slice", "urlquery",
    ]

    /// Source: github.com/Masterminds/sprig 3.2.3 `TxtFuncMap`.
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
        "randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "regexFind",
        "regexFindAll", "regexMatch", "regexQuoteMeta", "regexReplaceAll", "regexReplaceAllLiteral", "regexSplit",
        "repeat", "replace", "rest", "reverse", "round", "semver", "semverCompare", "seq", "set", "sha1sum",
        "sha256sum", "shuffle", "slice", "snakecase", "sortAlpha", "split", "splitList", "splitn",
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

    /// Functions that came later, and the first release of each, from whichever of its patches.
    ///
    /// `sha512sum` is of sprig 3.3.0.
    private static let ofLater: [String: IstioVersion] = [
        "mergeMaps": .v1_21, "sha512sum": .v1_24, "omitNil": .v1_28, "otelResourceAttributes": .v1_30,
    ]
}

import Documents
import IstioSchema

/// What the operator wants: who is bothered by what.
///
/// Read from the policy file by ``PolicyReader``.
package struct Policy: Sendable {
    package var profile = Profile.recommended
    /// What becomes of mistakes that the old object had already.
    package var existing = Existing.warn
    /// By rule, what counts instead of the rule's own severity; nil in the value is off.
    package var severities: [DiagnosticID: Severity?] = [:]
    /// The first that fits an object counts before what stands above.
    package var overrides: [Override] = []
    package var exemptUsers: [NamePattern] = []
    package var exemptGroups: [NamePattern] = []
    /// Whether authors may let warnings through.
    package var allowancesAreHonoured = true
    /// Rules whose warnings no author may let through.
    package var neverAllowed: Set<DiagnosticID> = []
    package var breakGlass: BreakGlass?
    package var releases = Releases()
    package var configMaps = ConfigMapNames()

    package init() {}

    package enum Profile: String, CaseIterable, Sendable {
        /// Errors are denied.
        case recommended
        /// Warnings too.
        case strict
        /// Nothing is denied; what would have been is said.
        case audit
    }

    package enum Existing: String, CaseIterable, Sendable {
        case warn, deny
    }

    /// What counts for some objects only.
    package struct Override: Sendable {
        package var namespaces: [NamePattern] = []
        package var names: [NamePattern] = []
        package var revisions: [NamePattern] = []
        package var profile: Profile?
        package var severities: [DiagnosticID: Severity?] = [:]

        package init() {}

        func fits(_ object: ObjectReference) -> Bool {
            (namespaces.isEmpty || namespaces.matches(object.namespace))
                && (names.isEmpty || names.matches(object.name))
                && (revisions.isEmpty || revisions.matches(object.revision))
        }
    }

    /// Who may turn a denial into a warning for a time.
    package struct BreakGlass: Sendable {
        package var groups: [NamePattern] = []

        package init(groups: [NamePattern]) { self.groups = groups }
    }

    /// Which release reads which object, where its labels do not say.
    package struct Releases: Sendable {
        /// Whether an object's labels count at all; they are its author's word.
        package var labels = Labels.believed
        package var fallback: IstioRelease?
        package var rows: [Row] = []

        package enum Labels: String, CaseIterable, Sendable {
            case believed, ignored
        }

        package struct Row: Sendable {
            package var namespace: NamePattern?
            package var name: NamePattern?
            package var revision: NamePattern?
            package var release: IstioRelease

            package init(release: IstioRelease) { self.release = release }
        }

        package init() {}
    }
}

extension Policy {
    /// The release that will read an object: by its labels or what it installs, unless the policy ignores them, else by
    /// the policy, else the newest known.
    package func release(for object: ObjectReference) -> IstioRelease {
        if releases.labels == .believed {
            if let release = IstioRelease(labels: object.labels) { return release }
            if let release = object.installedVersion.flatMap(IstioRelease.init(text:)) { return release }
        }
        for row in releases.rows {
            if let namespace = row.namespace, !namespace.matches(object.namespace) { continue }
            if let name = row.name, !name.matches(object.name) { continue }
            if let revision = row.revision, !revision.matches(object.revision) { continue }
            return row.release
        }
        return releases.fallback ?? .newestKnown
    }

    func override(for object: ObjectReference) -> Override? { overrides.first { $0.fits(object) } }

    /// Whether the policy says that requests of this user are never denied.
    func exempts(user: String, groups: [String]) -> Bool {
        exemptUsers.matches(user) || groups.contains { exemptGroups.matches($0) }
    }

    /// Whether istiod writes what is its own: root certificates, and the Deployments of gateways.
    ///
    /// It writes `istio-ca-root-cert` into every namespace: to deny it would cut every new workload off. The mesh and the
    /// injector it only reads: who asks for a change of these in its name may impersonate service accounts, which the role
    /// `edit` is enough for.
    ///
    /// Source: istio/istio pilot/pkg/serviceregistry/kube/controller `namespacecontroller.go`, which writes into a remote
    /// cluster by that one's reader account; pilot/pkg/config/kube/gatewaycommon `deploymentcontroller.go`.
    func isIstiodsOwn(_ change: Change) -> Bool {
        switch change.object.kind {
        // Of an object that is too large nothing is known but its name.
        case "ConfigMap", "":
            configMaps.content(of: change.object.name) == .rootCertificate
                && (Self.isIstiod(change.user) || Self.remoteIstiod.isExactly(change.user))
        case "Deployment": Self.isIstiod(change.user)
        default: false
        }
    }

    /// Whether Kubernetes itself deletes an object, because its namespace or its owner is deleted.
    ///
    /// That is decided already, and nobody can tell these users anything: a refusal would leave the namespace terminating
    /// for ever. A part of it is an update: the garbage collector takes the finalizer `foregroundDeletion` out, and of what
    /// is configured it writes nothing.
    ///
    /// Source: kubernetes/kubernetes cmd/kube-controller-manager `app/core.go`; without `--use-service-account-credentials`
    /// all controllers have the one name, those that make pods too. pkg/controller/garbagecollector `removeFinalizer`.
    static func isCleanUp(_ change: Change) -> Bool {
        change.operation != .create && cleaners.contains { $0.isExactly(change.user) }
    }

    private static let cleaners = [
        "system:serviceaccount:kube-system:namespace-controller",
        "system:serviceaccount:kube-system:generic-garbage-collector",
        "system:kube-controller-manager",
    ]

    /// What an istiod elsewhere is in a remote cluster.
    ///
    /// Source: istioctl/pkg/multicluster `remote_secret.go`; `templates/reader-clusterrole.yaml`, for `istiodRemote.enabled`.
    private static let remoteIstiod = "system:serviceaccount:istio-system:istio-reader-service-account"

    /// Source: manifests/charts/istio-control/istio-discovery `templates/serviceaccount.yaml`: `istiod[-revision]`.
    private static func isIstiod(_ user: String) -> Bool {
        guard user.utf8.starts(with: "system:serviceaccount:istio-system:istiod".utf8) else { return false }
        let parts = user.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return false }
        return parts[2] == "istio-system" && (parts[3] == "istiod" || parts[3].hasPrefix("istiod-"))
    }
}

extension ObjectReference {
    /// The revision of istiod that reads the object: what the name of a ConfigMap ends in, else its label's.
    ///
    /// istiod finds its ConfigMap by name. A label that says otherwise must not bring the object under another's override.
    package var revision: String {
        if kind == "ConfigMap" {
            if name == "istio" || name == "istio-sidecar-injector" { return "default" }
            for prefix in ["istio-sidecar-injector-", "istio-"] where name.hasPrefix(prefix) {
                return String(name.dropFirst(prefix.count))
            }
        }
        return labels["istio.io/rev"] ?? "default"
    }
}

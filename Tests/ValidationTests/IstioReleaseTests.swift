import Documents
import IstioSchema
import Testing
import Validation

@Suite struct `The release that reads an object` {
    @Test(arguments: [
        ("apiVersion: sailoperator.io/v1\nkind: Istio\nspec: {version: v1.26.2}", IstioVersion.v1_26),
        ("apiVersion: sailoperator.io/v1\nkind: IstioRevision\nspec: {version: v1.27-latest}", .v1_27),
        ("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {tag: 1.23.3-asm.2}", .v1_23),
        ("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {tag: 1.20}", .v1_20),
        ("kind: IstioOperator\nspec: {values: {global: {tag: 1.25.1}}}", .v1_25),
        ("kind: ConfigMap\nmetadata: {labels: {app.kubernetes.io/version: 1.28.1, istio.io/rev: 1-24-3}}", .v1_28),
        ("kind: ConfigMap\nmetadata: {labels: {operator.istio.io/version: 1.22.3, istio.io/rev: default}}", .v1_22),
        (
            "kind: ConfigMap\nmetadata: {labels: {operator.istio.io/version: 1.22.3, helm.sh/chart: istiod-1.26.0}}",
            .v1_26
        ),
        ("kind: ConfigMap\nmetadata: {labels: {helm.sh/chart: istiod-1.1.0, istio.io/rev: 1-29-0}}", .v1_29),
    ])
    func `is what the object says`(object: String, version: IstioVersion) throws {
        let reference = ObjectReference(of: try YAMLReader().read(object).root)
        let release = Policy().release(for: reference)
        #expect(release == IstioRelease(version))
    }

    @Test(arguments: [
        "kind: Istio\nspec: {version: master}", "kind: IstioOperator\nspec: {tag: latest}",
        "kind: ConfigMap\nspec: {version: v1.26.2, tag: 1.26.2}",
        "kind: ConfigMap\nmetadata: {labels: {app.kubernetes.io/version: 1.0.0, helm.sh/chart: istiod-1.0.0}}",
    ])
    func `is a guess where the object does not say`(object: String) throws {
        let reference = ObjectReference(of: try YAMLReader().read(object).root)
        #expect(Policy().release(for: reference) == .newestKnown)
    }
}

import Answers
import Language

/// What there is to say about the rows of a listing: what was fitted on rows that should not have been seen.
enum DataReview {
    /// What learns from the rows that it is fitted on.
    private static let preparers: Set<String> = [
        "StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler", "PowerTransformer", "QuantileTransformer",
        "SimpleImputer", "KNNImputer", "PCA", "SelectKBest", "TargetEncoder",
    ]

    static func findings(in listing: Listing) -> [Finding] {
        let fits = listing.calls(of: "fit", "fit_transform").filter { preparer($0, listing) != nil }
        return fits.compactMap { seen($0, listing) ?? again($0, fits, listing) }
    }

    /// `StandardScaler` of `scaler.fit(x)` and of `StandardScaler().fit(x)`.
    private static func preparer(_ call: Listing.Call, _ listing: Listing) -> String? {
        let name = listing.values[call.owner]?.calledName ?? call.path.dropLast().last
        return name.flatMap { preparers.contains($0) ? $0 : nil }
    }

    /// Fitted on all rows, and split afterwards.
    private static func seen(_ call: Listing.Call, _ listing: Listing) -> Finding? {
        let names = [call.target, call.positional.first?.namePath].compactMap { $0 }.filter { !$0.isEmpty }
        let split = listing.calls(of: "train_test_split").first { split in
            split.line > call.line && split.positional.contains { names.contains($0.namePath) }
        }
        guard let split, let name = preparer(call, listing) else { return nil }
        return Finding(
            line: call.line, weight: .wrong,
            problem: "\(name) is fitted on all rows, those that line \(split.line) sets aside for the test among them: "
                + "what the test should be new to has been looked at.",
            action: "First train_test_split, then fit on the training rows alone, and transform both.")
    }

    /// Fitted anew on rows that are held out.
    private static func again(_ call: Listing.Call, _ fits: [Listing.Call], _ listing: Listing) -> Finding? {
        guard let rows = call.positional.first?.namePath, !call.owner.isEmpty,
            rows.lowercased().contains(/(?:^|_)(?:test|val|valid|validation)(?:$|_)/),
            fits.contains(where: { $0.owner == call.owner && $0.line < call.line })
        else { return nil }
        return Finding(
            line: call.line, weight: .wrong,
            problem:
                "\(call.owner) is fitted anew on \(rows): these rows are measured by other numbers than those of training.",
            action: "transform(\(rows)) of what was fitted on the training rows.")
    }
}

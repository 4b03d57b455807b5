import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language

/// Groups of rows that lie close together, of any outline, and rows that belong to none: Ester, Kriegel, Sander & Xu (1996), KDD.
struct DensityGroups: FittedEstimator {
    static let form = EstimatorForm(
        name: "DBSCAN", module: "cluster", role: .clusterer,
        summary: "groups of rows that lie close together; −1 for a row that is in none",
        signature:
            "eps=0.5, *, min_samples=5, metric='euclidean', metric_params=None, algorithm='auto', leaf_size=30, p=None, "
            + "n_jobs=None",
        example: "DBSCAN(eps=1.5, min_samples=2).fit([[0.0], [1], [2], [9]]).labels_",
        fixed: ["metric_params", "p"]
    ) { estimator, x, _, context in try DensityGroups(estimator, x, context) }

    private let labels: [Int]
    private let cores: [Int]
    private let rows: Design

    private init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let reach = try estimator.number("eps", .positive)
        let least = try estimator.whole("min_samples", 1)
        let distance = try NeighbourForms.distance(estimator)
        let rows = try whole(x)
        func near(_ row: Int) throws -> [Int] {
            if context.work.isCancelled { throw Stopped() }
            let own = rows.values[row * rows.width..<(row + 1) * rows.width]
            return (0..<rows.count).filter {
                distance.between(own, rows.values[$0 * rows.width..<($0 + 1) * rows.width]) <= reach
            }
        }
        let isCore = try (0..<rows.count).map { try near($0).count >= least }
        var labels = [Int](repeating: -1, count: rows.count)
        var groups = 0
        for start in 0..<rows.count where labels[start] == -1 && isCore[start] {
            var open = [start]
            labels[start] = groups
            while let row = open.popLast() {
                // A row at the border belongs to a group and leads no further.
                guard isCore[row] else { continue }
                for next in try near(row) where labels[next] == -1 {
                    labels[next] = groups
                    open.append(next)
                }
            }
            groups += 1
        }
        self.rows = rows
        self.labels = labels
        cores = isCore.indices.filter { isCore[$0] }
    }

    var learned: [String: Value] {
        get throws {
            let inner = rows.rows(at: cores)
            return [
                "labels_": .thing(try NDArray(labels)), "core_sample_indices_": .thing(try NDArray(cores)),
                "components_": .thing(try NDArray(inner.values, shape: [inner.count, inner.width])),
            ]
        }
    }
}

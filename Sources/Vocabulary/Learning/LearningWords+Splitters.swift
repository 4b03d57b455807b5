import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// Which rows are for training and which for testing, fold by fold.
extension LearningWords {
    private static func splitter(
        _ name: String, _ summary: String, _ signature: String, _ example: String, fixed: Set<String> = [],
        _ make: @escaping @Sendable (NumPyCall, UInt64?) throws -> Splitter
    ) -> Word {
        word("sklearn.model_selection.\(name)", summary, signature, returns: Splitter.kind, example, fixed: fixed) {
            arguments, context in
            let call = NumPyCall(name, arguments, context)
            let shuffles = try call.flag(.max, "shuffle")
            let seed = try call.int(.max, "random_state")
            if let seed, seed < 0 {
                throw Mistake("random_state = \(seed)", expected: "a whole number of at least 0", try: "random_state=0")
            }
            return .thing(try make(call, seed.map { UInt64($0) } ?? (shuffles ? context.session.seed : nil)))
        }
    }

    private static func count(_ call: NumPyCall, _ standard: Int = 5) throws -> Int {
        let count = try call.int(0, "n_splits", standard)
        guard count <= 1_000_000 else {
            throw Mistake("n_splits = \(count)", expected: "at most 1,000,000", argument: "n_splits")
        }
        return count
    }

    private static func shuffled(_ call: NumPyCall, _ seed: UInt64?) throws -> UInt64? {
        try call.flag(.max, "shuffle") ? seed : nil
    }

    static let splitters: [Word] = [
        splitter(
            "KFold", "the places of training and test rows, fold by fold",
            "n_splits=5, shuffle=False, random_state=None",
            "KFold(n_splits=3).get_n_splits()"
        ) { try Splitter(.folds, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "StratifiedKFold", "folds with every class in the same share",
            "n_splits=5, shuffle=False, random_state=None",
            "list(StratifiedKFold(2).split([[0], [1], [2], [3]], [0, 1, 0, 1]))"
        ) { try Splitter(.stratified, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "GroupKFold", "folds with no group in two of them", "n_splits=5, shuffle=False, random_state=None",
            "list(GroupKFold(2).split([[0], [1], [2]], None, [\"a\", \"a\", \"b\"]))"
        ) { try Splitter(.grouped, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "RepeatedKFold", "folds, several times with another shuffle", "n_splits=5, n_repeats=10, random_state=None",
            "RepeatedKFold(n_splits=2, n_repeats=3, random_state=0).get_n_splits()"
        ) { try Splitter(.folds, count: count($0), repeats: repeats($0), seed: $1 ?? $0.context.session.seed) },
        splitter(
            "RepeatedStratifiedKFold", "stratified folds, several times with another shuffle",
            "n_splits=5, n_repeats=10, random_state=None",
            "RepeatedStratifiedKFold(n_splits=2, n_repeats=3).get_n_splits()"
        ) { try Splitter(.stratified, count: count($0), repeats: repeats($0), seed: $1 ?? $0.context.session.seed) },
        splitter(
            "TimeSeriesSplit", "tests that come after all they learn from",
            "n_splits=5, max_train_size=None, test_size=None, gap=0",
            "list(TimeSeriesSplit(2).split([[0], [1], [2], [3]]))"
        ) { call, _ in
            let (most, size, gap) = (
                try call.int(1, "max_train_size"), try call.int(2, "test_size"), try call.int(3, "gap", 0)
            )
            guard most ?? 1 > 0, size ?? 1 > 0, gap >= 0, gap < 1 << 40, size ?? 0 < 1 << 40 else {
                throw Mistake(
                    "sizes below 1, a gap below 0, or more than there can be", expected: "positive numbers of rows")
            }
            return try Splitter(.series(gap: gap, testSize: size, mostTraining: most), count: count(call))
        },
        splitter(
            "ShuffleSplit", "random training and test rows, drawn anew each time",
            "n_splits=10, test_size=None, train_size=None, random_state=None",
            "ShuffleSplit(n_splits=2, test_size=0.25, random_state=0).get_n_splits()", fixed: ["train_size"]
        ) { call, seed in
            try Splitter(.random(test: share(call)), count: count(call, 10), seed: seed ?? call.context.session.seed)
        },
        splitter(
            "StratifiedShuffleSplit", "random training and test rows with every class in the same share of both",
            "n_splits=10, test_size=None, train_size=None, random_state=None",
            "StratifiedShuffleSplit(n_splits=2, test_size=0.5, random_state=0).get_n_splits()", fixed: ["train_size"]
        ) { call, seed in
            try Splitter(
                .randomByClass(test: share(call)), count: count(call, 10), seed: seed ?? call.context.session.seed)
        },
        splitter(
            "StratifiedGroupKFold", "folds with no group in two of them, and every class in nearly the same share",
            "n_splits=5, shuffle=False, random_state=None",
            "list(StratifiedGroupKFold(2).split([[0], [1], [2], [3]], [0, 1, 0, 1], [\"a\", \"a\", \"b\", \"b\"]))"
        ) { try Splitter(.groupedByClass, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "LeaveOneGroupOut", "each group tested alone", "",
            "list(LeaveOneGroupOut().split([[0], [1], [2]], None, [\"a\", \"a\", \"b\"]))"
        ) { _, _ in try Splitter(.leaveOneGroupOut, count: 0) },
        splitter("LeaveOneOut", "each row tested alone", "", "LeaveOneOut().get_n_splits([[1], [2], [3]])") { _, _ in
            try Splitter(.leaveOneOut, count: 0)
        },
    ]

    private static func share(_ call: NumPyCall) throws -> Double {
        let share = try call.double(1, "test_size", 0.1)
        guard share > 0, share < 1 else {
            throw Mistake("test_size = \(share.short())", expected: "a share between 0 and 1", argument: "test_size")
        }
        return share
    }

    private static func repeats(_ call: NumPyCall) throws -> Int {
        let repeats = try call.int(1, "n_repeats", 10)
        guard (1...10_000).contains(repeats) else {
            throw Mistake("n_repeats = \(repeats)", expected: "from 1 to 10,000", argument: "n_repeats")
        }
        return repeats
    }
}

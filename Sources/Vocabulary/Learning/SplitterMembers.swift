import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// What splitters can be asked for.
enum SplitterMembers {
    static let members: [Member] = [
        .method(
            "split", of: Splitter.self, returns: "list", "pairs of the places of training and test rows",
            [EstimatorMembers.x, EstimatorMembers.y, Parameter("groups", .any, .value(.none), "the group of each row")]
        ) { splitter, arguments, context in
            let rows = arguments["X"]
            let count =
                try rows.asThing(Frame.self)?.length ?? rows.array?.shape.first ?? rows.elements(in: context).count
            let targets = arguments["y"].isNone ? nil : try Targets(arguments["y"], context)
            return .list(
                try splitter.folds(count, targets, arguments["groups"], context).map {
                    .tuple([.thing(try NDArray($0.train)), .thing(try NDArray($0.test))])
                })
        },
        .method(
            "get_n_splits", of: Splitter.self, "how many folds there are",
            [
                Parameter("X", .any, .value(.none), "needed for LeaveOneOut"), EstimatorMembers.y,
                Parameter("groups", .any, .value(.none), "not needed"),
            ]
        ) { splitter, arguments, context in
            if splitter.form == .leaveOneGroupOut {
                return .int(try Targets(arguments["groups"], context).distinct(context.work).values.count)
            }
            guard splitter.form == .leaveOneOut else { return .int(splitter.count * splitter.repeats) }
            return .int(try arguments["X"].elements(in: context).count)
        },
    ]
}

import Alignment
import Answers
import Language
import Words

extension AlignmentRun: Explainable {
    func explanation(_ arguments: Arguments, _ context: Context) throws -> any Presentable {
        let name = arguments["data"].asDouble == nil ? "step" : "data"
        return try arguments.about(name) {
            try PolicyStep(self, step: arguments.int(name), work: context.work)
        }
    }
}

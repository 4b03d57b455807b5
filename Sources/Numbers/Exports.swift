// While the imports of the other modules move over.
@_exported public import Answers

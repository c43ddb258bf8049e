"""``theano.misc.doubleop``: the operation that Theano's tutorial wrote."""

import theano_min as _theano


class DoubleOp(_theano.Op):
    """Doubles each element of a tensor, of any shape and dtype. Source: theano.misc.doubleop.DoubleOp."""

    __props__ = ()

    def __str__(self):
        return type(self).__name__

    def make_node(self, x):
        x = _theano.tensor.as_tensor_variable(x)
        return _theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] * 2

    def infer_shape(self, node, shapes):
        return shapes

    def grad(self, inputs, output_grads):
        return [output_grads[0] * 2]

    def R_op(self, inputs, eval_points):
        return eval_points if eval_points[0] is None else self.grad(inputs, eval_points)

"""问效 (wenxiao): budget performance management in which every figure can be recomputed."""

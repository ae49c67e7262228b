"""分析: questions put to judged facts that are not rules, scores or reports."""

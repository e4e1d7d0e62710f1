"""Time-limited services of an organisation: dates, hours, cover wanted, clocks, texts, who takes part."""

"""What the house writes about who acts for whom."""

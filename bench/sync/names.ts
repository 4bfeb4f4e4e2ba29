/** Given names in use in Pakistan, in Latin letters as showrooms write them. */
export const givenNames = words(`
  Aamir Abbas Abdullah Adeel Adnan Afzal Ahmed Ahsan Aisha Akbar Akram Alina Aliya Amber Amina Amir Ammara Amna Anam
  Anila Anwar Aqsa Arif Arshad Asad Asif Asim Asma Atif Ayesha Azhar Babar Basit Bilal Bushra Danish Danyal Ejaz Erum
  Faisal Faiza Farah Farhan Farida Farooq Fatima Fawad Fazal Fozia Ghulam Habib Hafsa Haider Hamid Hammad Hamza Haris
  Haroon Hassan Hina Humaira Humayun Hussain Ibrahim Ijaz Imran Imtiaz Inam Iqra Irfan Ismail Jamil Javed Junaid Kamran
  Karim Kashif Khadija Khalid Khalil Khurram Kiran Komal Laiba Madiha Maha Maheen Mahmood Majid Mansoor Maria Mariam
  Maryam Masood Mehwish Moazzam Mohsin Mudassar Muhammad Mujahid Munir Murtaza Musa Mustafa Nabeel Nabila Nadeem Nadia
  Naeem Naila Naseem Nasir Naveed Nawaz Nazia Nida Nimra Noman Noor Nosheen Omar Owais Parveen Qasim Rabia Rafiq Rahat
  Raheel Rahim Raza Rehana Rehman Riaz Rida Rizwan Robina Rukhsana Saad Saba Sabir Sadaf Sadia Saeed Safia Sahar Saima
  Sajid Sajjad Salma Salman Samina Samra Sana Sara Sarfraz Shabana Shabbir Shafiq Shahbaz Shahid Shahzad Shaista Sharif
  Shazia Sheraz Shoaib Sidra Sobia Sohail Sultan Sumaira Tahir Talha Tanveer Tariq Tayyab Tehmina Umair Umar Usama Usman
  Uzma Waheed Wajid Waleed Waqar Waqas Waseem Yasin Yasir Yasmin Younis Yousaf Zafar Zahid Zahra Zain Zainab Zakir Zara
  Zeeshan Zubair Zunaira`)

/** Family, clan and second names in use in Pakistan. */
export const familyNames = words(`
  Abbasi Afridi Ahmad Akhtar Alam Ali Ansari Anwar Arain Ashraf Aslam Awan Aziz Bajwa Baloch Bangash Bashir Bhatti Bhutto
  Bibi Bugti Butt Chandio Chaudhry Cheema Chughtai Dar Dogar Durrani Fatima Ghani Gilani Gondal Gujjar Gul Hamid Haq
  Hashmi Hayat Hussain Iqbal Jadoon Jamali Janjua Javed Jatoi Jutt Kakar Kayani Khan Khattak Khokhar Khoso Kiyani Kundi
  Laghari Lashari Lodhi Lone Magsi Mahmood Malik Marwat Mazari Mehmood Memon Mengal Minhas Mir Mirza Mughal Naqvi Nawaz
  Niazi Noor Orakzai Panhwar Paracha Pirzada Qadri Qaisrani Qazi Qureshi Rajput Rana Randhawa Rashid Raza Rehman Rind
  Rizvi Saleem Sandhu Satti Sethi Shah Shaikh Sharif Sheikh Sial Siddiqui Soomro Sultan Swati Tanoli Tariq Tiwana
  Usmani Virk Warraich Wattoo Wazir Yousafzai Zaidi Zaman Zardari`)

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
